namespace FusionDsl.Architecture;

/// <summary>Zeroes each value with probability <paramref name="Rate"/> in training and scales the rest (Srivastava et al., 2014). Any shape, unchanged.</summary>
public sealed record Dropout(double Rate) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Dropout", "Zeroes values at random in training and scales the rest (Srivastava et al., 2014).",
        [new Parameter("rate", ParameterKind.Real, "Probability that a value is zeroed.") { Required = true, AtLeast = 0, Below = 1 }],
        arguments => new Dropout(arguments.Real("rate")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => $"Dropout({Rate.Invariant()})";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => !context.Input.IsFeatures ? null : new("DropoutStep", $"rate: {Rate.Invariant()}") { Role = FrozenRole.Nothing };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module("dropout", "Modules::Dropout", $"nn.Dropout({Rate.Invariant()})");
}
