namespace FusionDsl.Architecture;

/// <summary>1 / (1 + e⁻ˣ). Any shape, unchanged.</summary>
public sealed record Sigmoid : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Sigmoid", "1 / (1 + e⁻ˣ).", [], _ => new Sigmoid());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Sigmoid";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Sigmoid");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("{x}.sigmoid()");
}
