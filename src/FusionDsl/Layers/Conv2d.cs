using FusionDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Convolution over an image: [batch, channel, height, width] → [batch, filter, …], each side
/// (size + 2 · padding − dilation · (kernel − 1) − 1) / stride + 1. Parameters <c>weight</c> and <c>bias</c> with the names, shapes and first
/// values of libtorch's Conv2d.
/// </summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _stride, _padding, _dilation;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Number of filters.</param>
    /// <param name="kernel">Side of the square that a filter sees.</param>
    /// <param name="stride">Places from one window to the next.</param>
    /// <param name="padding">Zeros at every side.</param>
    /// <param name="dilation">Places from one tap of a filter to the next.</param>
    /// <param name="bias">Whether to add a trained number per filter.</param>
    public Conv2d(int inputs, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
        : base(LibTorch.ReadyFor(nameof(Conv2d)))
    {
        (_stride, _padding, _dilation) = ([stride, stride], [padding, padding], [dilation, dilation]);
        // First values as libtorch draws them, in its order.
        using var like = nn.Conv2d(inputs, outputs, kernel, stride: stride, padding: padding, dilation: dilation, bias: bias);
        register_parameter("weight", _weight = Owned.CopyOf(like.weight));
        if (bias) register_parameter("bias", _bias = Owned.CopyOf(like.bias!));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Filters.Run(input, _weight, _bias, (whole, weight, bias) =>
        nn.functional.conv2d(whole, weight, bias, strides: _stride, padding: _padding, dilation: _dilation));

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
