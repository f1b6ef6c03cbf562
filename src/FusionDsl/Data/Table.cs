using FusionDsl.Data.Nodes;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data;

/// <summary>
/// The values of one node: [count, …]. Parts of a split and rows that were joined are row numbers over values that they share, so that no
/// split copies them.
/// </summary>
public sealed class Table : IDisposable
{
    private readonly string? _folder;
    private Tensor? _values;

    /// <param name="values">[count, …], contiguous and on the CPU; ownership goes to the table.</param>
    public Table(Tensor values) : this(values, null, null) { }

    /// <param name="shared">[rows, …]; ownership of this handle goes to the table.</param>
    /// <param name="rows">Which rows, in which order; null: all, as they are.</param>
    /// <param name="folder">Where the file is that holds the values; null: they are in memory.</param>
    internal Table(Tensor shared, long[]? rows, string? folder)
    {
        if (shared.device_type != DeviceType.CPU || !shared.is_contiguous())
            throw new ArgumentException("The values of a table are contiguous and on the CPU.", nameof(shared));
        Shared = shared.DetachFromDisposeScope();
        RowNumbers = rows;
        _folder = folder;
        Count = rows?.Length ?? checked((int)shared.size(0));
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The shape of one row.</summary>
    public ReadOnlySpan<long> RowShape => Shared.shape.AsSpan(1);

    /// <summary>Whether the values are in a mapped file, since they exceeded the memory budget.</summary>
    public bool IsMapped => _folder is not null;

    /// <summary>
    /// [count, …], contiguous. A part copies its rows when it is first asked, and keeps them; <see cref="Slices"/> needs less memory.
    /// </summary>
    public Tensor Values => RowNumbers is null ? Shared : _values ??= Gathered(RowNumbers);

    /// <summary>[rows, …], of which these are some.</summary>
    internal Tensor Shared { get; }

    /// <summary>Which rows of the shared values these are; null: all of them.</summary>
    internal long[]? RowNumbers { get; }

    /// <summary>All rows in order, so many at a time: [at most <paramref name="rows"/>, …]. Each slice is good until the next.</summary>
    public IEnumerable<Tensor> Slices(int rows)
    {
        var copies = RowNumbers is null || _values is not null ? null : Rows.Like(Shared, Math.Min(rows, Count));
        using var owned = copies;
        if (IsMapped && Count > 0) WillReadInOrder(Shared);
        for (var start = 0; start < Count; start += rows)
        {
            var count = Math.Min(rows, Count - start);
            using var slice = (copies ?? Values).narrow(0, copies is null ? start : 0, count);
            if (copies is not null) Rows.Gather(Shared, RowNumbers.AsSpan(start, count), slice);
            yield return slice;
        }
    }

    /// <summary>Frees the values, unless another table shares them.</summary>
    public void Dispose()
    {
        _values?.Dispose();
        Shared.Dispose();
    }

    /// <summary>Other rows of the same values.</summary>
    internal Table Over(long[]? rows) => new(Shared.alias(), rows, _folder);

    private static unsafe void WillReadInOrder(Tensor values) =>
        PageAdvice.InOrder((nint)Memory.Of(values), values.NumberOfElements * values.ElementSize);

    private Tensor Gathered(long[] rows)
    {
        long[] shape = [rows.Length, .. Shared.shape.AsSpan(1)];
        var values = _folder is null ? Rows.Like(Shared, rows.Length) : MappedFile.Zeros(shape, Shared.dtype, _folder);
        Rows.Gather(Shared, rows, values);
        return values;
    }
}
