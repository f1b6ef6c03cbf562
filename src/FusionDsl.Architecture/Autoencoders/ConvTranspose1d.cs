namespace FusionDsl.Architecture;

/// <summary>
/// Transposed convolution (Zeiler et al., 2010): leads from the output shape of a Conv1d with the same window back to its input shape,
/// <paramref name="To"/>.
/// </summary>
public sealed record ConvTranspose1d(Shape To, int Kernel, int Stride, int Padding, int Dilation) : Layer
{
    /// <summary>Derived only: it undoes a Conv1d.</summary>
    public static LayerKind Definition { get; } = new(
        "ConvTranspose1d", "The size before a Conv1d.", [], _ => throw new InvalidOperationException("ConvTranspose1d is derived."));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display =>
        Describe.Call("ConvTranspose1d", To.Width, ("kernel", Kernel, null), ("stride", Stride, 1), ("padding", Padding, 0), ("dilation", Dilation, 1));

    /// <inheritdoc/>
    public override bool AddsBias => true;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => To;

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => checked(To.Width * ((long)context.Input.Width * Kernel + (context.BeforeBatchNorm ? 0 : 1)));

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => checked(2 * context.Input.Count * To.Width * Kernel);

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "conv", "Layers::ConvTranspose1d",
        $"new({context.Input.Width.Invariant()}, {To.Width.Invariant()}, {Kernel.Invariant()}, time: {To[Axis.Time].Invariant()}, "
        + $"stride: {Stride.Invariant()}, padding: {Padding.Invariant()}, dilation: {Dilation.Invariant()}, bias: {(context.BeforeBatchNorm ? "false" : "true")})",
        outputMayChange: true);
}
