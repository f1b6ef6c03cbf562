namespace FusionDsl.Architecture;

/// <summary>x·Φ(x), with the error function (Hendrycks and Gimpel, 2016). Any shape, unchanged.</summary>
public sealed record Gelu : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Gelu", "x·Φ(x), with the error function (Hendrycks and Gimpel, 2016).", [], _ => new Gelu());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Gelu";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Gelu");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("nn.functional.gelu({x})");
}
