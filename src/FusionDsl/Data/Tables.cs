namespace FusionDsl.Data;

/// <summary>The values of all nodes for the same rows, and what is known of these rows beside.</summary>
public sealed class Tables : IDisposable
{
    private readonly (string Node, Table Table)[] _tables;

    /// <param name="info">What is known about the rows beside their values.</param>
    /// <param name="tables">One per node, all with as many rows; ownership goes to this object.</param>
    public Tables(RowInfo info, params (string Node, Table Table)[] tables)
    {
        foreach (var (node, table) in tables)
            if (table.Count != info.Count)
                throw new ArgumentException($"'{node}' has {table.Count} rows, expected {info.Count}.", nameof(tables));
        Info = info;
        _tables = tables;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Info.Count;

    /// <summary>What is known about the rows beside their values.</summary>
    public RowInfo Info { get; }

    /// <summary>Whether any of the values are in a mapped file, since they exceeded the memory budget.</summary>
    public bool AreMapped => Array.Exists(_tables, entry => entry.Table.IsMapped);

    /// <summary>The names of the nodes.</summary>
    public IEnumerable<string> Nodes => _tables.Select(entry => entry.Node);

    /// <summary>The values of a node.</summary>
    public Table this[string node]
    {
        get
        {
            foreach (var (name, table) in _tables)
                if (name == node) return table;
            throw new FusionException($"The rows have no values for '{node}'.");
        }
    }

    /// <summary>Whether there are values of that name.</summary>
    public bool Has(string node) => Array.Exists(_tables, entry => entry.Node == node);

    /// <summary>The values of a modality for those rows alone that have it; see <see cref="Presence"/>.</summary>
    /// <returns>A table that shares their values; the caller disposes it.</returns>
    public Table Present(string modality)
    {
        var table = this[modality];
        if (!Has(Presence.Of(modality))) return table.Over(table.RowNumbers);
        var present = this[Presence.Of(modality)].Values.data<bool>();
        var rows = table.RowNumbers;
        var kept = new List<long>();
        for (var i = 0; i < Count; i++)
            if (present[i]) kept.Add(rows is null ? i : rows[i]);
        return table.Over([.. kept]);
    }

    /// <summary>The same samples as if none had a modality: a broken sensor.</summary>
    /// <param name="modality">One that may be absent: its trained tokens stand in for it then.</param>
    /// <returns>Tables that share the values; the caller disposes them.</returns>
    /// <exception cref="FusionException">There is none of that name that may be absent.</exception>
    public Tables Without(string modality)
    {
        var mask = Presence.Of(modality);
        if (!Has(mask))
            throw new FusionException(
                $"'{modality}' is no modality that may be absent, so that nothing would stand in for it. Declare it with Optional = true, or the "
                + "model with ModalityDropout.");
        return new(Info, [.. _tables.Select(entry =>
            (entry.Node, entry.Node == mask ? Presence.Nowhere(Count) : entry.Table.Over(entry.Table.RowNumbers)))]);
    }

    /// <summary>The same tables; modalities without a note of who has them are had by all samples.</summary>
    /// <param name="modalities">Those that may be absent.</param>
    public Tables WithPresence(params string[] modalities) => new(
        Info, [.. _tables, .. modalities.Select(Presence.Of).Where(mask => !Has(mask)).Select(mask => (mask, Presence.Everywhere(Count)))]);

    /// <summary>Some of the rows, in the order given, without a copy of their values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Tables Pick(long[] rows)
    {
        foreach (var row in rows)
            if ((ulong)row >= (ulong)Count) throw new ArgumentOutOfRangeException(nameof(rows), row, $"There are {Count} rows.");
        // Nodes of one file have their rows in common, and so do their parts.
        var picked = new Dictionary<long[], long[]>();
        return new(Info.Pick(rows), [.. _tables.Select(entry => (entry.Node, entry.Table.Over(Of(entry.Table.RowNumbers))))]);

        long[] Of(long[]? all)
        {
            if (all is null) return rows;
            if (!picked.TryGetValue(all, out var some)) picked.Add(all, some = Array.ConvertAll(rows, row => all[row]));
            return some;
        }
    }

    /// <summary>Frees all values, unless other tables share them.</summary>
    public void Dispose()
    {
        foreach (var (_, table) in _tables) table.Dispose();
    }
}
