namespace FusionDsl.Architecture;

/// <summary>The mean of each window, padding included. [channel, time] or [channel, height, width]; each axis n → (n + 2·padding − kernel) / stride + 1.</summary>
public sealed record AvgPool(int Kernel, int Stride, int Padding) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "AvgPool", "The mean of each window, padding included. Each axis n → (n + 2·padding − kernel) / stride + 1.", Pooling.Parameters,
        arguments => new AvgPool(arguments.Int("kernel"), arguments.OptionalInt("stride") ?? arguments.Int("kernel"), arguments.Int("padding")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Call("AvgPool", Kernel, ("stride", Stride, Kernel), ("padding", Padding, 0));

    /// <inheritdoc/>
    public override int TimeStride => Stride;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Pooling.Infer(input, Kernel, Stride, Padding, report);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => checked(context.Output.Count * Kernel * (context.Input.IsImage ? Kernel : 1));

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function(
        $"nn.functional.{(context.Input.IsImage ? "avg_pool2d" : "avg_pool1d")}({{x}}, {Kernel.Invariant()}, stride: {Stride.Invariant()}"
        + (Padding == 0 ? ")" : $", padding: {Padding.Invariant()}, count_include_pad: true)"));
}
