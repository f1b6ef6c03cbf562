namespace FusionDsl.Architecture;

/// <summary>The greatest value of each window. [channel, time] or [channel, height, width]; each axis n → (n + 2·padding − kernel) / stride + 1.</summary>
public sealed record MaxPool(int Kernel, int Stride, int Padding) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "MaxPool", "The greatest value of each window. Each axis n → (n + 2·padding − kernel) / stride + 1.", Pooling.Parameters,
        arguments => new MaxPool(arguments.Int("kernel"), arguments.OptionalInt("stride") ?? arguments.Int("kernel"), arguments.Int("padding")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Call("MaxPool", Kernel, ("stride", Stride, Kernel), ("padding", Padding, 0));

    /// <inheritdoc/>
    public override int TimeStride => Stride;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Pooling.Infer(input, Kernel, Stride, Padding, report);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => checked(context.Output.Count * Kernel * (context.Input.IsImage ? Kernel : 1));

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Function(
        $"nn.functional.{(context.Input.IsImage ? "max_pool2d" : "max_pool1d")}({{x}}, {Kernel.Invariant()}, stride: {Stride.Invariant()}"
        + (Padding == 0 ? ")" : $", padding: {Padding.Invariant()})"));
}
