namespace FusionDsl.Architecture;

/// <summary>All numbers of a sample side by side: any shape → [feature n].</summary>
public sealed record Flatten : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("Flatten", "All numbers of a sample side by side: any shape → [feature n].", [], _ => new Flatten());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Flatten";

    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report)
    {
        if (Activation.Infer(input, report) is null) return null;
        return input.Count > int.MaxValue ? report.Huge($"{input.Count.Grouped()} numbers per sample", "put a pooling or a stride before it") : Shape.Features((int)input.Count);
    }

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => new(Type: null) { Role = FrozenRole.Nothing };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function("{x}.flatten(1)");
}
