namespace FusionDsl.Architecture;

/// <summary>Each place takes the number of the nearest one: what a pooling made small becomes <paramref name="To"/> again.</summary>
public sealed record Upsample(Shape To) : Layer
{
    /// <summary>Derived only: it undoes a pooling.</summary>
    public static LayerKind Definition { get; } = new("Upsample", "The size before a pooling.", [], _ => throw new InvalidOperationException("Upsample is derived."));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Upsample";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => To;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) =>
        LayerCode.Function($"nn.functional.interpolate({{x}}, [{string.Join(", ", To.Dimensions.Skip(1).Select(dimension => dimension.Size.Invariant()))}])");
}
