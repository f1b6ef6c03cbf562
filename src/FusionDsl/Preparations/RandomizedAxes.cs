using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// The first principal axes of a large table by a randomized singular value decomposition (Halko, Martinsson and Tropp, 2011, algorithms
/// 4.4 and 5.1): the rows seen along random directions, turned towards the axes by subspace iterations with a QR decomposition at each
/// step, and an exact decomposition of what is left.
/// </summary>
internal static class RandomizedAxes
{
    private const int Seed = 20110613;
    private const int Iterations = 4;

    /// <summary>Directions looked along for so many axes: half as many again, since the last ones come out worse.</summary>
    public static int SketchWidth(int components) => components + Math.Max(10, components / 2);

    /// <param name="rows">More than axes are wanted.</param>
    /// <param name="mean">[n], of the rows.</param>
    /// <param name="components">Axes wanted.</param>
    /// <returns>[k, n] and [k].</returns>
    public static (Tensor Axes, Tensor Variances) Find(TrainingRows rows, Tensor mean, int components)
    {
        var width = (int)Math.Min(SketchWidth(components), Math.Min(rows.Count, rows.Width));
        var basis = AlongRows(rows, mean, Normal(rows.Width, width));                       // [count, l]
        for (var i = 0; i < Iterations; i++)
        {
            using var scope = NewDisposeScope();
            using var before = basis;
            var across = AxesFinder.Orthonormal(AcrossRows(rows, mean, AxesFinder.Orthonormal(before)));    // [n, l]
            basis = AlongRows(rows, mean, across).MoveToOuterDisposeScope();                // [count, l]
        }
        var small = AcrossRows(rows, mean, AxesFinder.Orthonormal(basis)).t();              // [l, n]
        var (_, lengths, axes) = linalg.svd(small, fullMatrices: false);
        return (axes.narrow(0, 0, components), (lengths.square() / (rows.Count - 1)).narrow(0, 0, components));
    }

    // X · directions: [count, n] · [n, l]
    private static Tensor AlongRows(TrainingRows rows, Tensor mean, Tensor directions)
    {
        var along = empty([rows.Count, directions.shape[1]], dtype: ScalarType.Float64);
        var start = 0L;
        foreach (var centred in AxesFinder.Centred(rows, mean))
        {
            using var scope = NewDisposeScope();
            along.narrow(0, start, centred.shape[0]).copy_(centred.mm(directions));
            start += centred.shape[0];
        }
        return along;
    }

    // Xᵀ · basis: [n, count] · [count, l]
    private static Tensor AcrossRows(TrainingRows rows, Tensor mean, Tensor basis)
    {
        var across = zeros([rows.Width, basis.shape[1]], dtype: ScalarType.Float64);
        var start = 0L;
        foreach (var centred in AxesFinder.Centred(rows, mean))
        {
            using var scope = NewDisposeScope();
            across.addmm_(centred.t(), basis.narrow(0, start, centred.shape[0]), 1, 1);
            start += centred.shape[0];
        }
        return across;
    }

    // Normal numbers from a generator of their own: the same data give the same axes, and no other random number changes.
    private static Tensor Normal(long rows, int columns)
    {
        var random = new Random(Seed);
        var numbers = new double[rows * columns];
        for (var i = 0L; i < numbers.Length; i += 2)
        {
            // Box and Muller: two independent ones at a time.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var angle = 2 * Math.PI * random.NextDouble();
            numbers[i] = radius * Math.Cos(angle);
            if (i + 1 < numbers.Length) numbers[i + 1] = radius * Math.Sin(angle);
        }
        return tensor(numbers, [rows, columns]);
    }
}
