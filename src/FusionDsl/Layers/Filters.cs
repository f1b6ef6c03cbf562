using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Convolutions of libtorch whose numbers can be trusted. On the CPU, the oneDNN of libtorch 2.10 works on whole blocks of 16 channels and 16
/// filters and leaves those that do not exist uninitialised: they are multiplied by 0, but what lies in memory may be anything, NaN included.
/// With channels and filters that exist and are 0 there is nothing to leave out.
/// </summary>
/// <remarks>
/// Compared with double precision for 1 to 80 channels, with NaN in freed memory: more than 16 channels that are no multiple of 16 made the
/// output and all gradients wrong, filters that are no multiple of 16 the gradient of the input. Everything else was right.
/// </remarks>
internal static class Filters
{
    private const int Block = 16;

    /// <summary>Runs a convolution.</summary>
    /// <param name="input">[batch, channel, …]</param>
    /// <param name="weight">[filter, channel, …]</param>
    /// <param name="bias">[filter]; null: none.</param>
    /// <param name="convolve">The convolution of an input with a weight and a bias.</param>
    /// <returns>[batch, filter, …]</returns>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, Func<Tensor, Tensor, Tensor?, Tensor> convolve)
    {
        if (input.device_type != DeviceType.CPU || input.dtype == ScalarType.Float64) return convolve(input, weight, bias);
        var (filters, channels) = (weight.size(0), weight.size(1));
        var missingChannels = channels > Block ? Missing(channels) : 0;
        var missingFilters = input.requires_grad && is_grad_enabled() ? Missing(filters) : 0;
        if (missingChannels == 0 && missingFilters == 0) return convolve(input, weight, bias);

        using var wholeInput = Whole(input, 1, missingChannels);
        using var wholeFilters = Whole(weight, 0, missingFilters);
        using var wholeWeight = Whole(wholeFilters, 1, missingChannels);
        using var wholeBias = bias is null ? null : Whole(bias, 0, missingFilters);
        using var output = convolve(wholeInput, wholeWeight, wholeBias);
        using var real = output.narrow(1, 0, filters);
        return real.contiguous();
    }

    private static long Missing(long count) => (Block - count % Block) % Block;

    // With so many more zeros along an axis.
    private static Tensor Whole(Tensor values, int axis, long missing)
    {
        if (missing == 0) return values.alias();
        var shape = values.shape;
        shape[axis] = missing;
        using var empty = zeros(shape, dtype: values.dtype);
        return cat([values, empty], axis);
    }
}
