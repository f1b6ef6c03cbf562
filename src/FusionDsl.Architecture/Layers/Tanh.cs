namespace FusionDsl.Architecture;

/// <summary>Hyperbolic tangent. Any shape, unchanged.</summary>
public sealed record Tanh : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Tanh", "Hyperbolic tangent.", [], _ => new Tanh());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Tanh";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Tanh");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("{x}.tanh()");
}
