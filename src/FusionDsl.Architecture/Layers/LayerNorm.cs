namespace FusionDsl.Architecture;

/// <summary>
/// Normalises each sample over its features (at each place over its channels), then scales and shifts by trained numbers (Ba et al., 2016).
/// [feature], [channel, time] or [channel, height, width], unchanged.
/// </summary>
public sealed record LayerNorm(double Epsilon) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "LayerNorm", "Normalises each sample over its features (at each place over its channels), then scales and shifts (Ba et al., 2016).",
        [Parameter.Real("epsilon", "Added to the variance.", 1e-5) with { Above = 0 }],
        arguments => new LayerNorm(arguments.Real("epsilon")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "LayerNorm";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => 2L * context.Input.Width;

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => 8 * context.Input.Count;

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => !context.Input.IsFeatures ? null
        : new("LayerNormStep", $"epsilon: {Epsilon.Invariant()}")
        {
            HasWeights = true, Frozen = $"weights.LayerNorm({{name}}, {context.Input.Width.Invariant()}, epsilon: {Epsilon.Invariant()})",
        };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "norm", "Layers::ChannelLayerNorm", $"new({context.Input.Width.Invariant()}, epsilon: {Epsilon.Invariant()})");

    /// <inheritdoc/>
    public override LayerCode? CodeWith(Layer next, LayerContext context) => next is not Gelu ? null : LayerCode.Module(
        "norm", "Layers::LayerNormGelu", $"new({context.Input.Width.Invariant()}, epsilon: {Epsilon.Invariant()})", outputMayChange: true);
}
