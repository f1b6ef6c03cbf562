using FusionDsl.Data;
using TorchSharp;

namespace FusionDsl.Cli.Disturbances;

/// <summary>Something that is wrong with one modality of the rows that a model is tested on.</summary>
/// <param name="Modality">Its node name.</param>
internal abstract record Disturbance(string Modality)
{
    /// <summary>What happened, in one word: <c>removed</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>For tables: <c>Words removed</c>.</summary>
    public virtual string Title => $"{Modality} {Kind}";

    /// <summary>Which table is another now, of the values or of who has them, and the table itself; whoever calls owns it.</summary>
    /// <param name="rows">What the model is tested on, and what it learned from.</param>
    public abstract (string Node, Table Table) Of(DisturbedRows rows);
}

/// <summary>Disturbances that happen together.</summary>
/// <param name="Disturbances">At most one per modality; empty: everything works.</param>
internal sealed record Condition(params IReadOnlyList<Disturbance> Disturbances)
{
    public static Condition Intact { get; } = new();

    /// <summary>For tables.</summary>
    public string Title => Disturbances.Count == 0 ? "intact" : string.Join(", ", Disturbances.Select(disturbance => disturbance.Title));
}

/// <summary>The rows that a model is tested on, and what a disturbance may know beside them.</summary>
/// <param name="test">The rows to disturb.</param>
/// <param name="train">The rows that the model learned from: how much a modality varies is theirs to say.</param>
/// <param name="model">The trained model.</param>
/// <param name="seed">Decides all noise.</param>
internal sealed class DisturbedRows(Tables test, Tables train, torch.nn.Module model, ulong seed)
{
    public Tables Test => test;

    public Tables Train => train;

    public torch.nn.Module Model => model;

    /// <summary>A source of noise of its own for each modality, so that a second broken one changes nothing about the first.</summary>
    public torch.Generator RandomFor(string modality)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(modality);
        return new(System.IO.Hashing.XxHash3.HashToUInt64(name, unchecked((long)seed)));
    }

    /// <summary>The rows with everything that is wrong; whoever calls owns them. Values that are intact are shared, not copied.</summary>
    public LoadedRows Under(Condition condition)
    {
        var tables = new Dictionary<string, Table>();
        try
        {
            var shared = test.Pick([.. Enumerable.Range(0, test.Count).Select(row => (long)row)]);
            foreach (var node in shared.Nodes) tables.Add(node, shared[node]);
            foreach (var disturbance in condition.Disturbances)
            {
                var (node, broken) = disturbance.Of(this);
                tables[node].Dispose();
                tables[node] = broken;
            }
            return new(tables, test.Info);
        }
        catch
        {
            foreach (var table in tables.Values) table.Dispose();
            throw;
        }
    }
}
