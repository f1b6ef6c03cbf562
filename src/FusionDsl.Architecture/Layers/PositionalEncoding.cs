namespace FusionDsl.Architecture;

/// <summary>Adds sines and cosines that tell the place in time (Vaswani et al., 2017): [channel c, time t], unchanged.</summary>
public sealed record PositionalEncoding : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "PositionalEncoding", "Adds sines and cosines that tell the place in time (Vaswani et al., 2017): [channel c, time t], unchanged.",
        [], _ => new PositionalEncoding());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "PositionalEncoding";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) =>
        input.IsSeries ? input : report.Expected("[channel, time]", input, "use it behind Embedding or a Series");

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => context.Input.Count;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "position", "Layers::PositionalEncoding", $"new({context.Input.Width.Invariant()}, {context.Input[Axis.Time].Invariant()})");
}
