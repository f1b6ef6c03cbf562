using System.Globalization;
using FusionDsl.Cli.Comparisons;
using FusionDsl.Cli.Progress;
using Spectre.Console;

namespace FusionDsl.Cli.Commands;

/// <summary>How variants compare, for people: a table per head, and what happens when a sensor breaks.</summary>
internal sealed class ComparisonReport(Terminal terminal)
{
    private static readonly string[] Kinds = ["removed", "zeroed", "noised"];

    public void Write(
        string model, IReadOnlyList<Standing> standings, ComparisonResult result, IReadOnlyList<string> modalities, int seeds)
    {
        var seedText = seeds == 1 ? "1 seed" : $"{seeds} seeds";
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model}: {result.Finished.Count} variants, {seedText}, {result.Finished[0].Seeds[0].TestRows:N0} test rows"));
        foreach (var standing in standings) terminal.Write(Table(standing, seeds));
        foreach (var note in Notes(standings, seeds, result.Finished[0].Seeds[0].TestRows)) terminal.Out.WriteLine($"Note: {note}");
        foreach (var standing in standings)
            foreach (var kind in Kinds.Where(kind => result.Finished.Any(variant => IsTested(variant, standing, modalities, kind))))
            {
                terminal.Out.WriteLine();
                terminal.Out.WriteLine($"{standing.Head}: {standing.Metric} with a modality {kind} (difference to intact data)");
                terminal.Write(Broken(standing, result.Finished, modalities, kind));
            }
        terminal.Out.WriteLine("Note: removed: the model takes its trained tokens if it has some, else it sees zeros behind the "
            + "preparations. zeroed: the data are zeros, before them. noised: normal noise as large as the training rows vary; tokens are replaced.");
    }

    /// <summary><c>0.871 ± 0.012</c>; without the deviation for one seed.</summary>
    public static string MeanAndDeviation(IReadOnlyList<double> values)
    {
        var (mean, deviation) = PairedTest.Moments(values);
        return double.IsNaN(deviation) ? ProgressText.Number(mean) : $"{ProgressText.Number(mean)} ± {ProgressText.Number(deviation)}";
    }

    /// <summary>How a variant stands to the best: <c>−0.012 within noise</c>.</summary>
    public static string ToTheBest(StandingRow row) => row.Rank switch
    {
        Rank.Best => "best",
        Rank.WithinNoise => $"{JudgementReport.Difference(row.Difference)} within noise",
        Rank.Worse => JudgementReport.Difference(row.Difference),
        _ => $"{JudgementReport.Difference(row.Difference)} ?",
    };

    private static string Seconds(double seconds) => seconds >= 60 ? ProgressText.Time(TimeSpan.FromSeconds(seconds))
        : seconds.ToString(seconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " s";

    private static Table Table(Standing standing, int seeds)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(Markup.Escape(standing.Head)) { NoWrap = true });
        string[] columns = [standing.Metric, standing.Second, seeds == 1 ? "to the highest" : "to the best", "parameters", "time"];
        foreach (var name in columns)
            table.AddColumn(new TableColumn(name) { NoWrap = true }.RightAligned());
        foreach (var row in standing.Rows)
        {
            string[] cells =
            [
                row.Variant, MeanAndDeviation(row.Values), MeanAndDeviation(row.SecondValues),
                row.Rank == Rank.Best && seeds == 1 ? "highest" : ToTheBest(row),
                row.Parameters.ToString("N0", CultureInfo.InvariantCulture), Seconds(row.Seconds.Average()),
            ];
            table.AddRow([.. cells.Select(cell => row.Rank == Rank.Best ? $"[bold]{Markup.Escape(cell)}[/]" : Markup.Escape(cell))]);
        }
        if (standing.Majority is { } majority) table.AddRow("(most frequent class)", ProgressText.Number(majority), "", "", "", "");
        return table;
    }

    private static IEnumerable<string> Notes(IReadOnlyList<Standing> standings, int seeds, int testRows)
    {
        var metrics = string.Join(" and ", standings.Select(standing => standing.Metric).Distinct());
        if (seeds == 1)
        {
            yield return "with one seed nothing can be said about which differences are noise; train with --seeds 3 or more.";
            yield break;
        }
        yield return string.Create(CultureInfo.InvariantCulture,
            $"± is the standard deviation over seeds 1 to {seeds}. 'within noise': in a paired t-test on the {metrics} of equal seeds, a ")
            + string.Create(CultureInfo.InvariantCulture,
            $"difference as large to the best comes about by chance with a probability of {PairedTest.Level} or more.");
        yield return "the split is the same for all: what other test rows would say is not in these deviations." + string.Concat(
            standings.Where(standing => standing.Metric == "accuracy").Take(1).Select(standing => OtherRows(standing, testRows)));
    }

    // The standard error of a share of n rows: √(p (1 − p) / n).
    private static string OtherRows(Standing standing, int rows)
    {
        var accuracy = standing.Rows.First(row => row.Rank == Rank.Best).Mean;
        return string.Create(CultureInfo.InvariantCulture,
            $" Of {rows:N0} rows, an accuracy of {accuracy:0.000} has a standard error of {Math.Sqrt(accuracy * (1 - accuracy) / rows):0.000}.");
    }

    private static Table Broken(Standing standing, IReadOnlyList<VariantResult> results, IReadOnlyList<string> modalities, string kind)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("");
        foreach (var modality in modalities) table.AddColumn(new TableColumn(Markup.Escape(modality)) { NoWrap = true }.RightAligned());
        foreach (var result in results)
        {
            var intact = result.Values(standing.Head, standing.Metric).Average();
            table.AddRow([Markup.Escape(result.Variant.Name), .. modalities.Select(modality =>
                Tested(result, standing, modality, kind)?.Average() is { } value
                    ? $"{ProgressText.Number(value)} ({JudgementReport.Difference(value - intact)})" : "-")]);
        }
        return table;
    }

    private static bool IsTested(VariantResult result, Standing standing, IReadOnlyList<string> modalities, string kind) =>
        modalities.Any(modality => result.Values(standing.Head, standing.Metric, modality, kind) is not null);

    // What is not prepared is the same removed and zeroed, and tested once.
    private static IReadOnlyList<double>? Tested(VariantResult result, Standing standing, string modality, string kind) =>
        result.Values(standing.Head, standing.Metric, modality, kind)
            ?? (kind == "zeroed" ? result.Values(standing.Head, standing.Metric, modality, "removed") : null);
}
