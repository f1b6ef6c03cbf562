namespace FusionDsl.Architecture;

/// <summary>x·σ(x) (Elfwing et al., 2018). Any shape, unchanged.</summary>
public sealed record Silu : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Silu", "x·σ(x) (Elfwing et al., 2018).", [], _ => new Silu());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Silu";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Silu");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("nn.functional.silu({x})");
}
