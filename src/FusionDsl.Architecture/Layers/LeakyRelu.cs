namespace FusionDsl.Architecture;

/// <summary>x where positive, else slope·x (Maas et al., 2013). Any shape, unchanged.</summary>
public sealed record LeakyRelu(double Slope) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "LeakyRelu", "x where positive, else slope·x (Maas et al., 2013).",
        [Parameter.Real("slope", "Factor below zero.", 0.01) with { AtLeast = 0, Below = 1 }],
        arguments => new LeakyRelu(arguments.Real("slope")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => $"LeakyRelu({Slope.Invariant()})";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "LeakyRelu", $"slope: {Slope.Invariant()}f");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) =>
        LayerCode.Function($"nn.functional.leaky_relu({{x}}, negative_slope: {Slope.Invariant()})");
}
