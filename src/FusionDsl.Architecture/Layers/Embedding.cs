namespace FusionDsl.Architecture;

/// <summary>A trained vector per token: [time t] of token ids → [channel <paramref name="Width"/>, time t].</summary>
public sealed record Embedding(int Width) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Embedding", "A trained vector per token: [time t] of token ids → [channel width, time t].",
        [Parameter.Integer("width", "Numbers per token.", atLeast: 1)],
        arguments => new Embedding(arguments.Int("width")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => $"Embedding({Width.Invariant()})";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) =>
        input.Vocabulary is not null ? Shape.Series(Width, input[Axis.Time])
        : report.Expected("[time] of token ids", input, "use Embedding directly behind a Tokens modality");

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => (long)context.Input.Vocabulary!.Value * Width;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => new(
        new CodeStep("{field}.call({x})", $"[batch, time {context.Input[Axis.Time].Invariant()}, channel {Width.Invariant()}]", Name: "vectors"),
        new CodeStep("{x}.transpose(1, 2)"))
    {
        Field = "embedding",
        Type = "Modules::Embedding",
        Construct = $"nn.Embedding({context.Input.Vocabulary!.Value.Invariant()}, {Width.Invariant()})",
    };
}
