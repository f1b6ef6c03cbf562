using FusionDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// The rows that a preparation is fitted to, as the preparations before it make them, a slice at a time: they may be more than memory
/// holds. Whatever is fitted takes its rows from here.
/// </summary>
public sealed class TrainingRows
{
    // As float64 some 16 MB: small beside the data, large enough that a call costs nothing beside its work.
    private const long NumbersAtOnce = 2_000_000;
    private const int MostRowsAtOnce = 4096;

    private readonly Func<int, IEnumerable<Tensor>> _raw;
    private readonly nn.Module<Tensor, Tensor>[] _before;
    private readonly int _rowsAtOnce;

    /// <param name="rows">The training rows and no others; stays with the caller.</param>
    public TrainingRows(Table rows) : this([rows.Count, .. rows.RowShape], rows.Slices, [], NumbersOf(rows.RowShape)) { }

    /// <param name="rows">[count, …]: the training rows and no others; stays with the caller.</param>
    public TrainingRows(Tensor rows) : this(rows.shape, count => SlicesOf(rows, count), [], NumbersOf(rows.shape.AsSpan(1))) { }

    private TrainingRows(long[] shape, Func<int, IEnumerable<Tensor>> raw, nn.Module<Tensor, Tensor>[] before, long numbersPerRow)
    {
        (Shape, _raw, _before) = (shape, raw, before);
        _rowsAtOnce = (int)Math.Clamp(NumbersAtOnce / Math.Max(1, numbersPerRow), 1, MostRowsAtOnce);
    }

    /// <summary>[count, …]</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of rows.</summary>
    public long Count => Shape[0];

    /// <summary>Numbers of one row.</summary>
    public long Width => Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);

    /// <summary>The same rows after one more preparation; it has to be fitted by then.</summary>
    public TrainingRows Through(nn.Module<Tensor, Tensor> preparation)
    {
        nn.Module<Tensor, Tensor>[] all = [.. _before, preparation];
        // What it makes of a row shows in the first one.
        foreach (var first in _raw(1))
        {
            using var made = Prepared(first, all);
            var numbers = Math.Max(NumbersOf(made.shape.AsSpan(1)), NumbersOf(first.shape.AsSpan(1)));
            return new([Count, .. made.shape.AsSpan(1)], _raw, all, numbers);
        }
        return new([.. Shape], _raw, all, Width);
    }

    /// <summary>All rows in order, some at a time, on the CPU: [some, …]. Each slice is good until the next.</summary>
    /// <param name="type">The type of its numbers.</param>
    public IEnumerable<Tensor> Slices(ScalarType type = ScalarType.Float64)
    {
        foreach (var raw in _raw(_rowsAtOnce))
        {
            using var made = Prepared(raw, _before);
            using var slice = made.to(type);
            yield return slice;
        }
    }

    /// <summary>A preparation needs something to learn from.</summary>
    /// <exception cref="FusionException">There are no rows.</exception>
    internal void ThrowIfEmpty()
    {
        if (Count == 0) throw new FusionException("There are no training rows to prepare by. Choose a split that leaves some.");
    }

    /// <summary>Statistics of bad values are bad values.</summary>
    /// <param name="statistics">A number per feature or channel.</param>
    /// <param name="purpose">What they are for: <c>to standardize</c>.</param>
    /// <exception cref="FusionException">One of them is NaN or infinite; names the feature.</exception>
    internal static void ThrowIfNotFinite(Tensor statistics, string purpose)
    {
        using var here = statistics.to(ScalarType.Float64, CPU);
        var values = here.data<double>().ToArray();
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
            throw new FusionException(
                $"Feature {bad} (counted from 0) of the training rows has a value that is NaN, infinite or too large {purpose}. "
                + "Mend the data, or leave such rows out.");
    }

    // The caller's own tensor, whatever was done to it.
    private static Tensor Prepared(Tensor raw, nn.Module<Tensor, Tensor>[] preparations)
    {
        using var noGrad = no_grad();
        var value = raw.alias();
        foreach (var preparation in preparations)
        {
            var before = value;
            using var there = before.to(DeviceOf(preparation));
            value = preparation.call(there);
            before.Dispose();
        }
        if (value.device_type == DeviceType.CPU) return value;
        using var elsewhere = value;
        return elsewhere.cpu();
    }

    private static Device DeviceOf(nn.Module preparation) => preparation.buffers().FirstOrDefault()?.device ?? CPU;

    private static long NumbersOf(ReadOnlySpan<long> shape)
    {
        var product = 1L;
        foreach (var extent in shape) product *= extent;
        return product;
    }

    private static IEnumerable<Tensor> SlicesOf(Tensor rows, int count)
    {
        for (long start = 0; start < rows.shape[0]; start += count)
        {
            using var slice = rows.narrow(0, start, Math.Min(count, rows.shape[0] - start));
            yield return slice;
        }
    }
}
