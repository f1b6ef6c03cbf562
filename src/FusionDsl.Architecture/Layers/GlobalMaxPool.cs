namespace FusionDsl.Architecture;

/// <summary>The greatest value of each channel over time or the image. [channel c, …] → [feature c].</summary>
public sealed record GlobalMaxPool : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("GlobalMaxPool", "The greatest value of each channel over time or the image. [channel c, …] → [feature c].", [], _ => new GlobalMaxPool());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "GlobalMaxPool";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Pooling.InferGlobal(input, report);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => context.Input.Count;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function(context.Input.IsImage ? "{x}.amax([-2L, -1L])" : "{x}.amax([-1L])");
}
