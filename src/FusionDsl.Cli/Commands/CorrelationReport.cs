using System.Globalization;
using FusionDsl.Cli.Correlations;
using Spectre.Console;

namespace FusionDsl.Cli.Commands;

/// <summary>What modalities have in common, for people.</summary>
internal sealed class CorrelationReport(Terminal terminal)
{
    public void Write(string model, CorrelationTable table, FusionTree tree, Proposal proposal)
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"{table.Rows:N0} training rows");
        if (table.Rows < table.Complete) rows += string.Create(CultureInfo.InvariantCulture, $", drawn from {table.Complete:N0}");
        terminal.Out.WriteLine($"{model}: {rows}");
        terminal.Out.WriteLine("Linear CKA:");
        terminal.Write(Matrix(table));
        terminal.Write(Pairs(table));
        foreach (var note in Notes(table)) terminal.Out.WriteLine($"Note: {note}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Merge what is most alike first:");
        foreach (var line in Lines(tree, "")) terminal.Out.WriteLine(line);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("As fusions of the spec:");
        terminal.Out.WriteLine("fusions:");
        foreach (var line in FusionSection.Lines(proposal.Fusions)) terminal.Out.WriteLine($"  {line}");
        terminal.Out.WriteLine();
    }

    /// <summary>The tree, a line per node, what is below further in.</summary>
    public static IEnumerable<string> Lines(FusionTree tree, string indent) => tree switch
    {
        FusionTree.Merge merge =>
        [
            $"{indent}{string.Join(" + ", merge.Modalities)}  ({Number(merge.Likeness)})",
            .. Lines(merge.First, indent + "  "), .. Lines(merge.Second, indent + "  "),
        ],
        _ => [$"{indent}{tree.Modalities[0]}"],
    };

    private static Table Matrix(CorrelationTable table)
    {
        var matrix = new Table { Border = TableBorder.Simple };
        matrix.AddColumn("");
        foreach (var modality in table.Modalities)
            matrix.AddColumn(new TableColumn(Markup.Escape(modality.Name)) { NoWrap = true }.RightAligned());
        foreach (var one in table.Modalities)
            matrix.AddRow([Markup.Escape(one.Name), .. table.Modalities.Select(other =>
                Number(one == other ? 1 : table[one.Name, other.Name].Cka.Value))]);
        return matrix;
    }

    private static Table Pairs(CorrelationTable table)
    {
        var pairs = new Table { Border = TableBorder.Simple };
        pairs.AddColumn("pair");
        foreach (var name in new[] { "CKA", "by chance", "debiased", "CCA", "by chance" })
            pairs.AddColumn(new TableColumn(name) { NoWrap = true }.RightAligned());
        pairs.AddColumn("");
        foreach (var pair in table.Pairs)
            pairs.AddRow(
                Markup.Escape($"{pair.First} × {pair.Second}"), Number(pair.Cka.Value), Number(pair.Cka.Chance),
                Number(pair.DebiasedCka), Number(pair.Cca.Value), Number(pair.Cca.Chance), Verdict(pair));
        return pairs;
    }

    // Of what is at most 1, more digits of something small say nothing.
    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Verdict(CorrelationPair pair) => (pair.Cka.IsNoise, pair.Cca.IsNoise) switch
    {
        (true, true) => "no more than chance",
        (true, false) => "CKA no more than chance",
        (false, true) => "CCA no more than chance",
        _ => "",
    };

    private static IEnumerable<string> Notes(CorrelationTable table)
    {
        if (table.Complete < table.TrainingRows)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{table.TrainingRows - table.Complete:N0} of {table.TrainingRows:N0} training rows lack a modality and are left out.");
        yield return $"by chance: the mean of {CorrelationTable.Shuffles} shuffles of the rows; 'no more than chance': one of them gave as much.";
        yield return "debiased: CKA with the unbiased estimate of dependence, around 0 for independent modalities; the tree is made of it.";
        var reduced = table.Modalities.Where(modality => modality.Components < modality.Features).ToList();
        var text = string.Join(", ", reduced.Select(modality => string.Create(
            CultureInfo.InvariantCulture, $"{modality.Name} {modality.Components:N0} of {modality.Features:N0}")));
        yield return "CCA: the mean canonical correlation over at most one principal component per "
            + $"{CanonicalCorrelation.RowsPerComponent} rows" + (reduced.Count == 0 ? "; here all features." : $"; kept: {text}.");
        if (table.Pairs.All(pair => pair is { Cka.IsNoise: true, Cca.IsNoise: true }))
            yield return "No pair has more in common than chance gives: the tree below says nothing. Fuse all at once, or as you know them to belong.";
        foreach (var flat in table.Modalities.Where(modality => modality.Components == 0))
            yield return $"'{flat.Name}' is the same in all rows, so that it correlates with nothing.";
    }
}
