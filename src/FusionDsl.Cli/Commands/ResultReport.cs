using System.Globalization;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Progress;
using FusionDsl.Cli.Runs;
using FusionDsl.Training;
using Spectre.Console;

namespace FusionDsl.Cli.Commands;

/// <summary>What a training came to, for people.</summary>
internal sealed class ResultReport(Terminal terminal)
{
    public void Write(Outcome outcome, IReadOnlyList<string> notes, RunFolder run)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(Ending(outcome.Training));
        if (outcome.Test.Scores is not null || outcome.Validation.Scores is not null) terminal.Write(Table(outcome));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Rows: {outcome.Train.Rows:N0} training, {outcome.Validation.Rows:N0} validation, {outcome.Test.Rows:N0} test"));
        terminal.Out.WriteLine($"Threads: {outcome.Training.Threads}");
        foreach (var note in notes) terminal.Out.WriteLine($"Note: {note}");
        terminal.Out.WriteLine($"Run: {run.Path}");
    }

    private static string Ending(TrainingResult training)
    {
        var epochs = ProgressText.Epochs(training.Epochs.Count);
        var reason = training.Stopped switch
        {
            StopReason.NoImprovement => $"Stopped after {epochs}: the validation loss did not get lower any more.",
            StopReason.Cancelled => $"Interrupted after {epochs}.",
            _ => $"Trained {epochs}.",
        };
        return training.BestEpoch > 0 ? $"{reason} The weights are those of epoch {training.BestEpoch}." : reason;
    }

    private static Table Table(Outcome outcome)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("head", "metric");
        foreach (var name in new[] { "test", "validation", "majority class (test)" }) table.AddColumn(new TableColumn(name).RightAligned());
        var first = (outcome.Test.Scores ?? outcome.Validation.Scores)!;
        for (var head = 0; head < first.Heads.Count; head++)
            foreach (var metric in first.Heads[head].Metrics.Keys)
            {
                var baseline = metric == "accuracy" && outcome.Test.Scores is { } test ? Baseline.Of(test.Heads[head], outcome) : null;
                table.AddRow(
                    Markup.Escape(first.Heads[head].Head), metric, Value(outcome.Test.Scores, head, metric),
                    Value(outcome.Validation.Scores, head, metric),
                    baseline is { } value ? ProgressText.Number(value) : "");
            }
        return table;
    }

    private static string Value(Evaluation? scores, int head, string metric) =>
        scores is null ? "-" : ProgressText.Number(scores.Heads[head].Metrics[metric]);
}
