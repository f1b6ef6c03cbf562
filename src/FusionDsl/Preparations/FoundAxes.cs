using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>Principal axes of some rows, in double precision.</summary>
/// <param name="Mean">[n]</param>
/// <param name="Axes">[k, n], orthonormal, in order of variance.</param>
/// <param name="Variances">[k], along each axis, over count − 1.</param>
/// <param name="Total">The variance of all numbers together, over count − 1.</param>
internal sealed record FoundAxes(Tensor Mean, Tensor Axes, Tensor Variances, double Total)
{
    // What is left of the variance in a direction without any is the rounding of float32, squared.
    private const double Resolution = 1e-13;

    /// <summary>How many of the axes count: those along which the rows vary, and no more than show that part of the variance.</summary>
    public int Kept(double? variance)
    {
        var variances = Variances.data<double>().ToArray();
        var (kept, shown) = (0, 0.0);
        var enough = variance * Total * (1 - 1e-9) ?? double.PositiveInfinity;
        while (kept < variances.Length && variances[kept] > Resolution * variances[0] && shown < enough) shown += variances[kept++];
        return kept;
    }

    /// <summary>
    /// The same with signs that do not depend on the method: the entry of each axis that is largest by magnitude is positive.
    /// </summary>
    public FoundAxes Signed()
    {
        var (count, width) = (Axes.shape[0], (int)Axes.shape[1]);
        var dense = Axes.contiguous();
        var all = dense.data<double>().ToArray();
        var signs = new double[count];
        for (var axis = 0; axis < count; axis++)
        {
            var entries = all.AsSpan(axis * width, width);
            var largest = 0.0;
            foreach (var entry in entries) largest = Math.Max(largest, Math.Abs(entry));
            // Of entries that are equal but for rounding the first one decides.
            foreach (var entry in entries)
            {
                if (Math.Abs(entry) < largest * (1 - 1e-6)) continue;
                signs[axis] = Math.Sign(entry);
                break;
            }
        }
        return this with { Axes = dense * tensor(signs).unsqueeze(1) };
    }
}
