namespace FusionDsl.Architecture;

/// <summary>max(0, x). Any shape, unchanged.</summary>
public sealed record Relu : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Relu", "max(0, x).", [], _ => new Relu());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Relu";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => StaticCode.Activation(context, "Relu");

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("{x}.relu()", inPlace: ".relu_()");
}
