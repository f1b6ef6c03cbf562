namespace FusionDsl.Architecture;

/// <summary>eˣ divided by its sum over features or channels. Any shape, unchanged.</summary>
/// <remarks>A head needs none: its loss works on logits, and its predictions are probabilities already.</remarks>
public sealed record Softmax : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Softmax", "eˣ divided by its sum over features or channels.", [], _ => new Softmax());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Softmax";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Activation.Infer(input, report);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => !context.Input.IsFeatures ? null : new("SoftmaxStep")
    {
        Role = FrozenRole.Function, Frozen = $"new FrozenSoftmax({context.Input.Width.Invariant()})",
    };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("{x}.softmax(1)");
}
