namespace FusionDsl.Architecture;

/// <summary>
/// Normalises each feature or channel over the batch, then scales and shifts it by trained numbers (Ioffe and Szegedy, 2015).
/// [feature], [channel, time] or [channel, height, width], unchanged.
/// </summary>
public sealed record BatchNorm(double Momentum, double Epsilon) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "BatchNorm", "Normalises each feature or channel over the batch, then scales and shifts it (Ioffe and Szegedy, 2015).",
        [
            Parameter.Real("momentum", "Weight of the newest batch in the running statistics.", 0.1) with { Above = 0, AtMost = 1 },
            Parameter.Real("epsilon", "Added to the variance.", 1e-5) with { Above = 0 },
        ],
        arguments => new BatchNorm(arguments.Real("momentum"), arguments.Real("epsilon")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "BatchNorm";

    /// <inheritdoc/>
    public override bool NeedsBatch => true;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => 2L * context.Input.Width;

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => 2 * context.Input.Count;

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => !context.Input.IsFeatures ? null
        : new("BatchNormStep", $"momentum: {Momentum.Invariant()}", $"epsilon: {Epsilon.Invariant()}")
        {
            HasWeights = true, TakesRelu = true, Role = FrozenRole.Scale, Frozen = $"{{name}}, {context.Input.Width.Invariant()}, epsilon: {Epsilon.Invariant()}",
        };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context)
    {
        var name = context.Input.IsImage ? "BatchNorm2d" : "BatchNorm1d";
        return LayerCode.Module(
            "norm", $"Modules::{name}", $"nn.{name}({context.Input.Width.Invariant()}, eps: {Epsilon.Invariant()}, momentum: {Momentum.Invariant()})",
            outputMayChange: true);
    }

    /// <inheritdoc/>
    public override LayerCode? CodeWith(Layer next, LayerContext context) => next is not Relu ? null : LayerCode.Module(
        "norm", "Layers::BatchNormRelu",
        $"new({context.Input.Width.Invariant()}, epsilon: {Epsilon.Invariant()}, momentum: {Momentum.Invariant()})",
        outputMayChange: true);
}
