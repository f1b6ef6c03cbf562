namespace FusionDsl.Data.Nodes;

/// <summary>The rows of one file that the join keeps, in the order of the first file.</summary>
internal sealed class Kept
{
    private HashSet<long>? _set;

    /// <param name="rows">Rows of the file; null: all, as they are.</param>
    /// <param name="count">How many.</param>
    public Kept(long[]? rows, long count) => (Rows, Count) = (rows, count);

    public long[]? Rows { get; }

    public long Count { get; }

    /// <summary>The row of the file that became row <paramref name="position"/>.</summary>
    public long this[long position] => Rows is null ? position : Rows[position];

    public bool Contains(long row) => Rows is null || (_set ??= [.. Rows]).Contains(row);

    /// <summary>Elements of kept rows, in order.</summary>
    public T[] Pick<T>(T[] values)
    {
        if (Rows is null) return values;
        var picked = new T[Count];
        for (var i = 0; i < picked.Length; i++) picked[i] = values[Rows[i]];
        return picked;
    }
}
