using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// A transposed convolution as a plain one: on the input with zeros between its numbers, by the filters the other way round. So it computes by
/// <see cref="Filters"/>, whose numbers can be trusted.
/// </summary>
internal static class Stuffing
{
    /// <summary>Zeros before and behind one axis; fewer than none where some of the input leads to nothing.</summary>
    /// <param name="to">Length of the output.</param>
    /// <param name="from">Length of the input.</param>
    /// <param name="kernel">Of the window.</param>
    /// <param name="stride">Of the window.</param>
    /// <param name="padding">Of the window.</param>
    /// <param name="dilation">Of the window.</param>
    public static (long Before, long Behind) Ends(int to, int from, int kernel, int stride, int padding, int dilation)
    {
        var reach = (long)dilation * (kernel - 1);
        var before = reach - padding;
        return (before, to + reach - before - ((from - 1L) * stride + 1));
    }

    /// <summary>Puts stride − 1 zeros between neighbours along an axis.</summary>
    public static Tensor Spread(Tensor input, int axis, int stride)
    {
        if (stride == 1) return input.alias();
        using var column = input.unsqueeze(axis + 1);
        var shape = column.shape;
        shape[axis + 1] = stride - 1;
        using var nothing = zeros(shape, dtype: input.dtype, device: input.device);
        using var pairs = cat([column, nothing], axis + 1);
        using var line = pairs.flatten(axis, axis + 1);
        return line.narrow(axis, 0, (input.size(axis) - 1) * stride + 1);
    }
}
