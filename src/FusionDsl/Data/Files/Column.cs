namespace FusionDsl.Data.Files;

/// <summary>What a node wants to see in a column.</summary>
internal enum CellKind { Number, Whole, Text, NumberList, WholeList }

/// <summary>A column and what it is read as.</summary>
internal readonly record struct Wanted(string Column, CellKind Kind);

/// <summary>The values of one column in a block of rows, whatever they come from. Rows count from the start of the block.</summary>
internal abstract class Column
{
    public required string Name { get; init; }

    /// <summary>The first row without a value; -1 if all have one.</summary>
    public abstract int FirstNull(int rows);

    /// <summary>Whether a row has no value.</summary>
    public abstract bool IsNull(int row);

    /// <summary>One number per row.</summary>
    public virtual ReadOnlySpan<float> Numbers(int rows) => throw Unsupported();

    /// <summary>One number per row, not yet checked to be whole.</summary>
    public virtual ReadOnlySpan<double> Wholes(int rows) => throw Unsupported();

    /// <summary>The text of a row that has a value.</summary>
    public virtual string Text(int row) => throw Unsupported();

    /// <summary>The list of a row that has a value; good until the next call.</summary>
    public virtual ReadOnlySpan<float> NumberList(int row) => throw Unsupported();

    /// <summary>The list of a row that has a value, checked to be whole; good until the next call.</summary>
    public virtual ReadOnlySpan<long> WholeList(int row) => throw Unsupported();

    /// <summary>Complains of the first row without a value.</summary>
    public void RequireAll(int rows, string expected, string? mend = null)
    {
        var row = FirstNull(rows);
        if (row >= 0) throw new BadCell(row, Name, expected, "an empty cell", mend);
    }

    private InvalidOperationException Unsupported() => new($"Column '{Name}' ({GetType().Name}) is not read that way.");
}

/// <summary>
/// A cell that cannot be used. Where it is thrown only the row within the block is known; who reads the file adds the rest.
/// </summary>
internal sealed class BadCell(long row, string column, string expected, string found, string? mend = null)
    : Exception($"{column}[{row}]: {expected}; {found}")
{
    public long Row => row;
    public string Column => column;
    public string Expected => expected;
    public string Found => found;
    public string? Mend => mend;
}
