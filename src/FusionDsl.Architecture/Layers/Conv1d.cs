namespace FusionDsl.Architecture;

/// <summary>
/// Convolution over time: [channel c, time t] → [channel <paramref name="Channels"/>, time (t + 2·padding − dilation·(kernel − 1) − 1) / stride + 1].
/// </summary>
public sealed record Conv1d(int Channels, int Kernel, int Stride, int Padding, int Dilation, bool Bias) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Conv1d", "Convolution over time: [channel c, time t] → [channel channels, time (t + 2·padding − dilation·(kernel − 1) − 1) / stride + 1].",
        [
            Parameter.Integer("channels", "Number of filters.", atLeast: 1),
            Window.KernelParameter,
            Parameter.Integer("stride", "Steps from one window to the next.", atLeast: 1, otherwise: 1),
            Window.PaddingParameter,
            Window.DilationParameter,
            Parameter.Flag("bias", "Whether to add a trained bias; directly before a BatchNorm there is never one.", true),
        ],
        arguments => new Conv1d(
            arguments.Int("channels"), arguments.Int("kernel"), arguments.Int("stride"),
            arguments.Int("padding"), arguments.Int("dilation"), arguments.Flag("bias")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Call("Conv1d", Channels, ("kernel", Kernel, null), ("stride", Stride, 1), ("padding", Padding, 0), ("dilation", Dilation, 1));

    /// <inheritdoc/>
    public override bool AddsBias => Bias;

    /// <inheritdoc/>
    public override int TimeStride => Stride;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report)
    {
        if (!input.IsSeries)
            return report.Expected("[channel, time]", input, input.Vocabulary is null ? "use it behind a Series, or a layer that keeps time" : "put Embedding before Conv1d");
        return Window.Slide(input[Axis.Time], Axis.Time, Kernel, Stride, Padding, Dilation, report) is { } time ? Shape.Series(Channels, time) : null;
    }

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => checked(Channels * ((long)context.Input.Width * Kernel + (HasBias(context) ? 1 : 0)));

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => checked(2 * context.Output.Count * context.Input.Width * Kernel);

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "conv", "Layers::Conv1d",
        $"new({context.Input.Width.Invariant()}, {Channels.Invariant()}, {Kernel.Invariant()}, stride: {Stride.Invariant()}, "
        + $"padding: {Padding.Invariant()}, dilation: {Dilation.Invariant()}, bias: {(HasBias(context) ? "true" : "false")})",
        outputMayChange: true);

    private bool HasBias(LayerContext context) => Bias && !context.BeforeBatchNorm;
}
