using FusionDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Transposed convolution over an image (Zeiler et al., 2010), from the output of a convolution with the same square window back to the size of
/// its input: [batch, channel, height', width'] → [batch, filter, height, width]. Parameters <c>weight</c> [channel, filter, kernel, kernel] and
/// <c>bias</c> with the names, shapes and first values of libtorch's ConvTranspose2d.
/// </summary>
public sealed class ConvTranspose2d : nn.Module<Tensor, Tensor>
{
    private readonly int _height, _width, _stride, _padding, _dilation, _kernel;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Number of filters.</param>
    /// <param name="kernel">Side of the square that a number of the input reaches.</param>
    /// <param name="height">Of the output: one from which the convolution makes that of the input.</param>
    /// <param name="width">Of the output: one from which the convolution makes that of the input.</param>
    /// <param name="stride">Of the convolution that is undone.</param>
    /// <param name="padding">Of the convolution that is undone.</param>
    /// <param name="dilation">Of the convolution that is undone.</param>
    /// <param name="bias">Whether to add a trained number per filter.</param>
    public ConvTranspose2d(
        int inputs, int outputs, int kernel, int height, int width, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
        : base(LibTorch.ReadyFor(nameof(ConvTranspose2d)))
    {
        (_height, _width, _stride, _padding, _dilation, _kernel) = (height, width, stride, padding, dilation, kernel);
        using var like = nn.ConvTranspose2d(inputs, outputs, kernel, bias: bias);
        register_parameter("weight", _weight = Owned.CopyOf(like.weight));
        if (bias) register_parameter("bias", _bias = Owned.CopyOf(like.bias!));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (above, below) = Stuffing.Ends(_height, (int)input.size(2), _kernel, _stride, _padding, _dilation);
        var (left, right) = Stuffing.Ends(_width, (int)input.size(3), _kernel, _stride, _padding, _dilation);
        using var rows = Stuffing.Spread(input, 2, _stride);
        using var spread = Stuffing.Spread(rows, 3, _stride);                           // zeros between rows and between columns
        using var whole = nn.functional.pad(spread, [left, right, above, below]);       // each side + dilation · (kernel − 1)
        using var turned = _weight.flip(2, 3);
        using var filters = turned.transpose(0, 1);                                     // [filter, channel, kernel, kernel]
        using var dense = filters.contiguous();
        return Filters.Run(whole, dense, _bias, (x, weight, bias) =>
            nn.functional.conv2d(x, weight, bias, dilation: [_dilation, _dilation]));
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
