using System.Globalization;
using FusionDsl.Training;

namespace FusionDsl.Cli.Runs;

/// <summary>
/// <c>history.csv</c>, a line per epoch as soon as it is over:
/// <c>epoch, stage (where there are any), train_loss, validation_loss, validation.&lt;head&gt;.&lt;metric&gt;…, weight.&lt;head&gt;… (where they change), learning_rate, seconds</c>. A run that goes on from a checkpoint
/// begins it with the epochs of the checkpoint: those that were over later happen once more.
/// </summary>
internal sealed class HistoryFile(string path) : IProgress<TrainingProgress>
{
    private static readonly IReadOnlyDictionary<string, double> None = new Dictionary<string, double>();

    public void Report(TrainingProgress value)
    {
        if (value is ResumeReport resumed)
        {
            AtomicFile.WriteText(path, Text(resumed.Reports));
            return;
        }
        if (value is not EpochReport epoch) return;
        using var file = new StreamWriter(path, append: true) { NewLine = "\n" };
        if (file.BaseStream.Position == 0) file.WriteLine(string.Join(',', Header(epoch)));
        file.WriteLine(string.Join(',', Line(epoch)));
    }

    private static string Text(IReadOnlyList<EpochReport> epochs) => epochs.Count == 0 ? ""
        : string.Concat(new[] { Header(epochs[0]) }.Concat(epochs.Select(Line)).Select(cells => string.Join(',', cells) + "\n"));

    private static IEnumerable<string> Header(EpochReport epoch) =>
        ["epoch", .. epoch.Stage is null ? [] : new[] { "stage" }, "train_loss", "validation_loss", .. Metrics(epoch).Select(metric => metric.Name),
            .. (epoch.HeadWeights ?? None).Keys.Select(head => $"weight.{head}"), "learning_rate", "seconds"];

    private static IEnumerable<string> Line(EpochReport epoch) =>
    [
        epoch.Epoch.ToString(CultureInfo.InvariantCulture), .. epoch.Stage is null ? [] : new[] { Text(epoch.Stage) },
        Number(epoch.TrainLoss), Number(epoch.Validation.Loss),
        .. Metrics(epoch).Select(metric => Number(metric.Value)), .. (epoch.HeadWeights ?? None).Values.Select(Number),
        Number(epoch.LearningRate), epoch.Elapsed.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<(string Name, double Value)> Metrics(EpochReport epoch) =>
        from head in epoch.Validation.Heads from metric in head.Metrics select ($"validation.{head.Head}.{metric.Key}", metric.Value);

    private static string Text(string text) => text.IndexOfAny([',', '"', '\n', '\r']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // What cannot be measured (the F1 of a class that is not there) is an empty cell, which every reader of CSV takes for absent.
    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
