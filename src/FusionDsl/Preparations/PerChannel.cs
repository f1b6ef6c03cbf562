using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>Numbers that there are one of per feature or channel: axis 1 of what they are applied to.</summary>
internal static class PerChannel
{
    /// <summary>[width] → [width, 1, …]: the axis of the features meets axis 1 of an input of so many axes.</summary>
    public static Tensor Aligned(Tensor statistic, long axes) => statistic.view([-1, .. Enumerable.Repeat(1L, (int)axes - 2)]);

    /// <summary>(input − shift) · scale, with a number of each per feature or channel.</summary>
    public static Tensor Rescaled(Tensor input, Tensor shift, Tensor scale)
    {
        using var shifts = Aligned(shift, input.dim());
        using var scales = Aligned(scale, input.dim());
        var shifted = input.sub(shifts);
        return shifted.mul_(scales);
    }

    /// <summary>Every axis but that of the features.</summary>
    public static long[] OtherAxes(Tensor rows) =>
        [.. Enumerable.Range(0, (int)rows.dim()).Where(axis => axis != 1).Select(axis => (long)axis)];

    /// <exception cref="FusionException">There are no rows, or their features or channels are not so many.</exception>
    public static void ThrowIfOther(TrainingRows rows, long width, string purpose)
    {
        if (rows.Shape.Count < 2 || rows.Shape[1] != width)
            throw new FusionException($"The rows {purpose} are [{string.Join(", ", rows.Shape)}]; expected [count, {width}, …].");
        rows.ThrowIfEmpty();
    }
}
