using TorchSharp;

namespace FusionDsl.Data;

/// <summary>Rows that were read, joined and checked: one table per node.</summary>
/// <remarks>
/// Values: tokens int64 [rows, length]; numbers float32 [rows, …shape]; classes int64 [rows]; targets float32 [rows, width].
/// They belong to this object until they are taken.
/// </remarks>
public sealed class LoadedRows : IDisposable
{
    private readonly Dictionary<string, Table> _tables;

    /// <param name="tensors">One per node, all with <paramref name="info"/>.Count rows; ownership goes to this object.</param>
    /// <param name="info">What is known about the rows beside their values.</param>
    public LoadedRows(IReadOnlyDictionary<string, torch.Tensor> tensors, RowInfo info)
        : this(tensors.ToDictionary(pair => pair.Key, pair => new Table(pair.Value)), info) { }

    /// <param name="tables">One per node, all with <paramref name="info"/>.Count rows; ownership goes to this object.</param>
    /// <param name="info">What is known about the rows beside their values.</param>
    public LoadedRows(IReadOnlyDictionary<string, Table> tables, RowInfo info)
    {
        _tables = new(tables);
        Info = info;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Info.Count;

    /// <summary>What is known about the rows beside their values.</summary>
    public RowInfo Info { get; }

    /// <summary>Whether the rows carry values for a node (labels may be absent for prediction).</summary>
    public bool Has(string node) => _tables.ContainsKey(node);

    /// <summary>Hands over the values of a node as one contiguous tensor; the caller disposes it.</summary>
    public torch.Tensor Take(string node)
    {
        using var table = TakeTable(node);
        return table.Values.alias().DetachFromDisposeScope();
    }

    /// <summary>Hands over which rows have a modality: [rows] bool; the caller disposes it.</summary>
    public torch.Tensor TakePresence(string modality) => Take(Presence.Of(modality));

    /// <summary>
    /// Hands over the values of nodes as they are, and with each modality that may be absent who has it; the caller disposes them.
    /// </summary>
    /// <exception cref="FusionException">There are none for a node; then nothing is taken.</exception>
    public Tables TakeTables(params string[] nodes) =>
        new(Info, [.. nodes.Select(Require).Concat(nodes.Select(Presence.Of).Where(Has)).ToArray().Select(node => (node, TakeTable(node)))]);

    /// <summary>Frees what nobody took.</summary>
    public void Dispose()
    {
        foreach (var table in _tables.Values) table.Dispose();
        _tables.Clear();
    }

    private Table TakeTable(string node)
    {
        var table = _tables[Require(node)];
        _tables.Remove(node);
        return table;
    }

    private string Require(string node) => Has(node) ? node : throw new FusionException($"The rows have no values for '{node}'.");
}

/// <summary>What is known about rows beside their values.</summary>
/// <param name="Names">The key of every row, for messages and predictions.</param>
/// <param name="Groups">The value of the split's group column for every row; null without one.</param>
/// <param name="Parts">The value of the split's fixed column for every row; null without one.</param>
/// <param name="Notes">What a reader of the results should know: rows without a partner, sequences that were cut.</param>
public sealed record RowInfo(
    IReadOnlyList<string> Names, IReadOnlyList<string>? Groups = null, IReadOnlyList<string>? Parts = null, IReadOnlyList<string>? Notes = null)
{
    /// <summary>Number of rows.</summary>
    public int Count => Names.Count;

    /// <summary>Rows without names are called by their number, from 0.</summary>
    public static RowInfo Numbered(int count) =>
        new([.. Enumerable.Range(0, count).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    /// <summary>The same about some of the rows, in the order given.</summary>
    public RowInfo Pick(ReadOnlySpan<long> rows)
    {
        return new(Of(Names, rows)!, Of(Groups, rows), Of(Parts, rows), Notes);

        static string[]? Of(IReadOnlyList<string>? values, ReadOnlySpan<long> rows)
        {
            if (values is null) return null;
            var picked = new string[rows.Length];
            for (var i = 0; i < picked.Length; i++) picked[i] = values[(int)rows[i]];
            return picked;
        }
    }
}
