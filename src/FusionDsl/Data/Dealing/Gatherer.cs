using FusionDsl.Data.Nodes;
using FusionDsl.Data.Storage;
using static TorchSharp.torch;

namespace FusionDsl.Data.Dealing;

/// <summary>Copies rows of several tables side by side into a batch. It asks libtorch for nothing, so that a batch costs its copies alone.</summary>
internal sealed unsafe class Gatherer : IDisposable
{
    private readonly Tensor[] _tables;  // own handles: the memory outlives the data set
    private readonly Group[] _groups;
    private readonly long[] _picked;

    /// <param name="tables">Stay with the caller.</param>
    /// <param name="mostRows">As many rows as a batch may have.</param>
    public Gatherer(IReadOnlyList<Table> tables, int mostRows)
    {
        _picked = new long[mostRows];
        _tables = [.. tables.Select(table => table.Shared.alias().DetachFromDisposeScope())];
        // Tables that have their row numbers in common look them up once.
        _groups = [.. Enumerable.Range(0, _tables.Length).GroupBy(i => tables[i].RowNumbers).Select(group =>
            new Group(group.Key, [.. group.Select(i => new Column(i, AddressOf(_tables[i]), RowSizeOf(_tables[i]), SizeOf(_tables[i]), tables[i].IsMapped))]))];
    }

    /// <summary>Says how rows of mapped tables will be asked for.</summary>
    public void Begin(bool shuffled)
    {
        foreach (var column in Mapped(_groups.SelectMany(group => group.Columns)))
            if (shuffled) PageAdvice.Shuffled(column.Table, column.TableSize);
            else PageAdvice.InOrder(column.Table, column.TableSize);
    }

    /// <summary>Lets the disk begin with rows of mapped tables that will be asked for soon.</summary>
    public void Announce(ReadOnlySpan<long> order)
    {
        foreach (var group in _groups)
            foreach (var column in Mapped(group.Columns))
                foreach (var place in order)
                {
                    var row = group.RowNumbers is { } numbers ? numbers[place] : place;
                    PageAdvice.Soon(column.Table + (nint)(row * column.RowSize), column.RowSize);
                }
    }

    /// <summary>Fills the first rows of a batch.</summary>
    /// <param name="order">Rows of the tables, which exist: nobody looks.</param>
    /// <param name="into">Where each table's first row goes.</param>
    public void Fill(ReadOnlySpan<long> order, nint[] into)
    {
        foreach (var group in _groups)
        {
            var rows = order;
            if (group.RowNumbers is { } numbers)
            {
                for (var i = 0; i < order.Length; i++) _picked[i] = numbers[order[i]];
                rows = _picked.AsSpan(0, order.Length);
            }
            foreach (var column in group.Columns) RowCopy.Run((byte*)column.Table, rows, (byte*)into[column.Index], column.RowSize);
        }
    }

    public void Dispose()
    {
        foreach (var table in _tables) table.Dispose();
    }

    private static nint AddressOf(Tensor table) => table.size(0) == 0 ? 0 : (nint)Memory.Of(table);

    private static long SizeOf(Tensor table) => table.NumberOfElements * table.ElementSize;

    private static IEnumerable<Column> Mapped(IEnumerable<Column> columns) => columns.Where(column => column.IsMapped);

    private static long RowSizeOf(Tensor table)
    {
        var size = table.ElementSize;
        foreach (var extent in table.shape.AsSpan(1)) size *= extent;
        return size;
    }

    private readonly record struct Group(long[]? RowNumbers, Column[] Columns);

    private readonly record struct Column(int Index, nint Table, long RowSize, long TableSize, bool IsMapped);
}
