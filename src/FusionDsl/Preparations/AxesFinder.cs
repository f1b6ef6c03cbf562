using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// Finds principal axes, in double precision and a slice of the rows at a time. Where either side of the table is short the decomposition
/// is exact; beyond that only the axes asked for are found, by random projections.
/// </summary>
internal static class AxesFinder
{
    /// <summary>Up to so many rows or numbers a row an exact decomposition takes about a second.</summary>
    public const int ExactUpTo = 1024;

    // Centred rows that the exact decomposition over rows holds at once: 512 MB.
    private const long MostNumbersHeld = 64_000_000;

    /// <param name="rows">At least two.</param>
    /// <param name="components">Axes wanted, fewer than rows and at most as many as a row has numbers.</param>
    public static FoundAxes Find(TrainingRows rows, int components)
    {
        var (mean, total) = Moments(rows);
        var shorter = Math.Min(rows.Count, rows.Width);
        // A sketch of more than a quarter of the shorter side saves nothing.
        var isShort = shorter <= ExactUpTo || 4L * RandomizedAxes.SketchWidth(components) > shorter;
        var holds = rows.Width <= rows.Count || rows.Count * rows.Width <= MostNumbersHeld;
        var (axes, variances) = !isShort || !holds ? RandomizedAxes.Find(rows, mean, components)
            : rows.Width <= rows.Count ? ByNumbers(rows, mean, components) : ByRows(rows, mean, components);
        return new FoundAxes(mean, axes, variances, total).Signed();
    }

    /// <summary>The rows around their mean: [some, n] each, good until the next.</summary>
    public static IEnumerable<Tensor> Centred(TrainingRows rows, Tensor mean)
    {
        foreach (var slice in rows.Slices())
        {
            using var flat = slice.flatten(1);
            using var centred = flat.sub(mean);
            yield return centred;
        }
    }

    private static (Tensor Mean, double Total) Moments(TrainingRows rows)
    {
        var mean = zeros(rows.Width, dtype: ScalarType.Float64);
        foreach (var slice in rows.Slices())
        {
            using var scope = NewDisposeScope();
            mean.add_(slice.flatten(1).sum([0L]));
        }
        mean.div_(rows.Count);
        var squares = zeros(rows.Width, dtype: ScalarType.Float64);
        foreach (var centred in Centred(rows, mean))
        {
            using var scope = NewDisposeScope();
            squares.add_(centred.square().sum([0L]));
        }
        TrainingRows.ThrowIfNotFinite(squares, "to find axes");
        return (mean, squares.sum().ToDouble() / (rows.Count - 1));
    }

    // The eigenvectors of the covariance [n, n].
    private static (Tensor Axes, Tensor Variances) ByNumbers(TrainingRows rows, Tensor mean, int components)
    {
        var covariance = zeros([rows.Width, rows.Width], dtype: ScalarType.Float64);
        foreach (var centred in Centred(rows, mean))
        {
            using var scope = NewDisposeScope();
            covariance.addmm_(centred.t(), centred, 1, 1);
        }
        var (variances, vectors) = Largest(covariance.div_(rows.Count - 1), components);
        return (vectors.t(), variances);
    }

    // The eigenvectors of the products of rows [count, count]: as many as there are rows, however long these are.
    private static (Tensor Axes, Tensor Variances) ByRows(TrainingRows rows, Tensor mean, int components)
    {
        var centred = empty([rows.Count, rows.Width], dtype: ScalarType.Float64);
        var start = 0L;
        foreach (var slice in Centred(rows, mean))
        {
            using var into = centred.narrow(0, start, slice.shape[0]);
            into.copy_(slice);
            start += slice.shape[0];
        }
        var (variances, vectors) = Largest(centred.mm(centred.t()).div_(rows.Count - 1), components);
        var axes = centred.t().mm(vectors);                                        // [n, k], each as long as the rows vary along it
        return (Orthonormal(axes).t(), variances);
    }

    /// <summary>An orthonormal basis of the columns, each in the direction of its column as far as those before it allow.</summary>
    public static Tensor Orthonormal(Tensor columns) => linalg.qr(columns).Q;

    // [k], [size, k]: descending; what rounding made negative is 0.
    private static (Tensor Values, Tensor Vectors) Largest(Tensor symmetric, int count)
    {
        var (values, vectors) = linalg.eigh(symmetric);
        return (values.flip(0).narrow(0, 0, count).clamp_min(0), vectors.flip(1).narrow(1, 0, count));
    }
}
