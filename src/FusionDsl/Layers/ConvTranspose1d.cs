using FusionDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Transposed convolution over time (Zeiler et al., 2010), from the output of a convolution with the same window back to the length of its input:
/// [batch, channel, time'] → [batch, filter, time]. Parameters <c>weight</c> [channel, filter, kernel] and <c>bias</c> with the names, shapes and
/// first values of libtorch's ConvTranspose1d.
/// </summary>
public sealed class ConvTranspose1d : nn.Module<Tensor, Tensor>
{
    private readonly int _time, _stride, _padding, _dilation, _kernel;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Number of filters.</param>
    /// <param name="kernel">Times that a number of the input reaches.</param>
    /// <param name="time">Length of the output: one from which the convolution makes the length of the input.</param>
    /// <param name="stride">Of the convolution that is undone.</param>
    /// <param name="padding">Of the convolution that is undone.</param>
    /// <param name="dilation">Of the convolution that is undone.</param>
    /// <param name="bias">Whether to add a trained number per filter.</param>
    public ConvTranspose1d(int inputs, int outputs, int kernel, int time, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
        : base(LibTorch.ReadyFor(nameof(ConvTranspose1d)))
    {
        (_time, _stride, _padding, _dilation, _kernel) = (time, stride, padding, dilation, kernel);
        using var like = nn.ConvTranspose1d(inputs, outputs, kernel, bias: bias);
        register_parameter("weight", _weight = Owned.CopyOf(like.weight));
        if (bias) register_parameter("bias", _bias = Owned.CopyOf(like.bias!));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (before, behind) = Stuffing.Ends(_time, (int)input.size(2), _kernel, _stride, _padding, _dilation);
        using var spread = Stuffing.Spread(input, 2, _stride);             // [batch, channel, (time' − 1) · stride + 1]
        using var whole = nn.functional.pad(spread, [before, behind]);     // [batch, channel, time + dilation · (kernel − 1)]
        using var turned = _weight.flip(2);
        using var filters = turned.transpose(0, 1);                        // [filter, channel, kernel]
        using var dense = filters.contiguous();
        return Filters.Run(whole, dense, _bias, (x, weight, bias) => nn.functional.conv1d(x, weight, bias, dilation: _dilation));
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
