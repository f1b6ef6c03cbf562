using FusionDsl.Data;

namespace FusionDsl.Cli.Comparisons;

/// <summary>The rows of a spec, read once for all of its variants.</summary>
internal sealed class SharedRows : IDisposable
{
    private readonly Tables _tables;

    /// <param name="rows">Taken over.</param>
    /// <param name="plan">Of the spec.</param>
    public SharedRows(LoadedRows rows, DataPlan plan) => _tables = rows.TakeTables([.. plan.Sources.Select(source => source.Node)]);

    /// <summary>The same rows for a variant, which owns them; their values are shared.</summary>
    /// <param name="labels">Heads of the variant, with the head of the spec whose labels they learn.</param>
    public LoadedRows For(IReadOnlyDictionary<string, string> labels)
    {
        var tables = Alias();
        // A table for each: whoever frees one of them must not free another.
        foreach (var (head, source) in labels) tables.Add(head, Alias(source));
        return new(tables, _tables.Info);
    }

    public void Dispose() => _tables.Dispose();

    private Dictionary<string, Table> Alias()
    {
        var all = _tables.Pick(Everything());
        return all.Nodes.ToDictionary(node => node, node => all[node]);
    }

    private Table Alias(string node)
    {
        var all = _tables.Pick(Everything());
        foreach (var other in all.Nodes)
            if (other != node) all[other].Dispose();
        return all[node];
    }

    private long[] Everything() => [.. Enumerable.Range(0, _tables.Count).Select(row => (long)row)];
}
