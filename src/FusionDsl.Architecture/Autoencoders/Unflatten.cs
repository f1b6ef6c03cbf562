namespace FusionDsl.Architecture;

/// <summary>The numbers of a sample in the shape that they had before Flatten: [feature n] → <paramref name="To"/>.</summary>
public sealed record Unflatten(Shape To) : Layer
{
    /// <summary>Derived only: it undoes a Flatten.</summary>
    public static LayerKind Definition { get; } = new("Unflatten", "The shape before Flatten.", [], _ => throw new InvalidOperationException("Unflatten is derived."));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "Unflatten";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => To;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) =>
        LayerCode.Function($"{{x}}.reshape(-1, {string.Join(", ", To.Dimensions.Select(dimension => dimension.Size.Invariant()))})");
}
