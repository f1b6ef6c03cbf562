namespace FusionDsl;

/// <summary>Convolution over time: [channel c, time t] → [channel channels, time (t + 2·padding − dilation·(kernel − 1) − 1) / stride + 1].</summary>
/// <param name="channels">Number of filters; at least 1.</param>
/// <param name="kernel">Length of the window in steps; at least 1.</param>
/// <param name="stride">Steps from one window to the next; at least 1.</param>
/// <param name="padding">Zeros put before and behind; at least 0.</param>
/// <param name="dilation">Distance of the window's elements; at least 1.</param>
/// <param name="bias">Whether to add a trained bias; directly before a BatchNorm there is never one.</param>
public sealed class Conv1dAttribute(int channels, int kernel, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
    : ConvolutionAttribute(channels, kernel, stride, padding, dilation, bias);

/// <summary>
/// Convolution over an image with square windows: [channel c, height h, width w] → [channel channels, height h', width w'],
/// n' = (n + 2·padding − dilation·(kernel − 1) − 1) / stride + 1.
/// </summary>
/// <param name="channels">Number of filters; at least 1.</param>
/// <param name="kernel">Rows and columns of the window; at least 1.</param>
/// <param name="stride">Steps from one window to the next; at least 1.</param>
/// <param name="padding">Zeros put around; at least 0.</param>
/// <param name="dilation">Distance of the window's elements; at least 1.</param>
/// <param name="bias">Whether to add a trained bias; directly before a BatchNorm there is never one.</param>
public sealed class Conv2dAttribute(int channels, int kernel, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
    : ConvolutionAttribute(channels, kernel, stride, padding, dilation, bias);

/// <summary>What convolutions share.</summary>
/// <param name="channels">Number of filters; at least 1.</param>
/// <param name="kernel">Size of the window; at least 1.</param>
/// <param name="stride">Steps from one window to the next; at least 1.</param>
/// <param name="padding">Zeros put around; at least 0.</param>
/// <param name="dilation">Distance of the window's elements; at least 1.</param>
/// <param name="bias">Whether to add a trained bias.</param>
public abstract class ConvolutionAttribute(int channels, int kernel, int stride, int padding, int dilation, bool bias) : LayerAttribute
{
    /// <summary>Number of filters.</summary>
    public int Channels { get; } = channels;

    /// <summary>Size of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>Zeros put around.</summary>
    public int Padding { get; } = padding;

    /// <summary>Distance of the window's elements.</summary>
    public int Dilation { get; } = dilation;

    /// <summary>Whether to add a trained bias.</summary>
    public bool Bias { get; } = bias;
}
