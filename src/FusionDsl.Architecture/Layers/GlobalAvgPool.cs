namespace FusionDsl.Architecture;

/// <summary>The mean of each channel over time or the image. [channel c, …] → [feature c].</summary>
public sealed record GlobalAvgPool : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new("GlobalAvgPool", "The mean of each channel over time or the image. [channel c, …] → [feature c].", [], _ => new GlobalAvgPool());

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => "GlobalAvgPool";

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Pooling.InferGlobal(input, report);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => context.Input.Count;

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function(context.Input.IsImage ? "{x}.mean([-2L, -1L])" : "{x}.mean([-1L])");
}
