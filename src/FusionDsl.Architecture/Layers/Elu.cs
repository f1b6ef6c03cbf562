namespace FusionDsl.Architecture;

/// <summary>x where positive, else alpha·(eˣ − 1) (Clevert et al., 2016). Any shape, unchanged.</summary>
public sealed record Elu(double Alpha) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Elu", "x where positive, else alpha·(eˣ − 1) (Clevert et al., 2016).",
        [Parameter.Real("alpha", "Where it ends towards minus infinity, negated.", 1.0) with { Above = 0 }],
        arguments => new Elu(arguments.Real("alpha")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Alpha == 1 ? "Elu" : $"Elu({Alpha.Invariant()})";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Elu", $"alpha: {Alpha.Invariant()}f");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function($"nn.functional.elu({{x}}, alpha: {Alpha.Invariant()})");
}
