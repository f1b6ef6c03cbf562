using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Convolutions of libtorch whose gradient can be trusted. On the CPU, the oneDNN of libtorch 2.10 computes the gradient of the input from whole
/// blocks of 16 filters and leaves those that do not exist uninitialised: they are multiplied by 0, but what lies in memory may be NaN. With
/// filters that exist and are 0 there is nothing to leave out.
/// </summary>
internal static class Filters
{
    private const int Block = 16;

    /// <summary>Runs a convolution.</summary>
    /// <param name="input">[batch, channel, …]</param>
    /// <param name="weight">[filter, channel, …]</param>
    /// <param name="bias">[filter]; null: none.</param>
    /// <param name="convolve">The convolution with a weight and a bias.</param>
    /// <returns>[batch, filter, …]</returns>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, Func<Tensor, Tensor?, Tensor> convolve)
    {
        var filters = weight.size(0);
        var missing = (Block - filters % Block) % Block;
        if (missing == 0 || !input.requires_grad || input.device_type != DeviceType.CPU || !is_grad_enabled()) return convolve(weight, bias);

        using var wholeWeight = Whole(weight, missing);
        using var wholeBias = bias is null ? null : Whole(bias, missing);
        using var output = convolve(wholeWeight, wholeBias);
        using var real = output.narrow(1, 0, filters);
        return real.contiguous();
    }

    private static Tensor Whole(Tensor values, long missing)
    {
        using var empty = zeros([missing, .. values.shape.AsSpan(1)], dtype: values.dtype);
        return cat([values, empty]);
    }
}
