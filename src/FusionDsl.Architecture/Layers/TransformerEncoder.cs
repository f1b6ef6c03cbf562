namespace FusionDsl.Architecture;

/// <summary>
/// Self-attention over time and a network at each step, both with residual and norm (Vaswani et al., 2017): [channel c, time t], unchanged.
/// It knows no order: put <see cref="PositionalEncoding"/> before it where order matters.
/// </summary>
public sealed record TransformerEncoder(int Heads, int Layers, int? Hidden, double Dropout) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "TransformerEncoder", "Self-attention over time and a network at each step (Vaswani et al., 2017): [channel c, time t], unchanged.",
        [
            Parameter.Integer("heads", "Attention heads; they share the channels out among them.", atLeast: 1),
            Parameter.Integer("layers", "Blocks on top of each other.", atLeast: 1, otherwise: 1),
            Parameter.Integer("hidden", "Width of the network at each step; without it four times the channels.", atLeast: 1, otherwise: null),
            Parameter.Real("dropout", "Probability that a value is zeroed in training.", 0.1) with { AtLeast = 0, Below = 1 },
        ],
        arguments => new TransformerEncoder(
            arguments.Int("heads"), arguments.Int("layers"), arguments.OptionalInt("hidden"), arguments.Real("dropout")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Call("TransformerEncoder", Heads, ("layers", Layers, 1), ("hidden", Hidden ?? 0, 0));

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report)
    {
        if (!input.IsSeries)
            return report.Expected("[channel, time]", input, input.Vocabulary is null ? "use it behind a Series, or a layer that keeps time" : "put Embedding before it");
        return input.Width % Heads == 0 ? input : report.NotDivisible("heads", Heads, "channel", input.Width);
    }

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context)
    {
        long c = context.Input.Width;
        return checked(Layers * AttentionCost.BlockParameters(c, HiddenOf(context)) + 2 * c);               // the norm behind the last block
    }

    /// <inheritdoc/>
    public override long Flops(LayerContext context) =>
        checked(Layers * AttentionCost.BlockFlops(context.Input.Width, context.Input[Axis.Time], HiddenOf(context)));

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "transformer", "Layers::TransformerBlocks",
        $"new({context.Input.Width.Invariant()}, heads: {Heads.Invariant()}, layers: {Layers.Invariant()}, hidden: {HiddenOf(context).Invariant()}, "
        + $"dropout: {Dropout.Invariant()})");

    private int HiddenOf(LayerContext context) => Hidden ?? checked(4 * context.Input.Width);
}
