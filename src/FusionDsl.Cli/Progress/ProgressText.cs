using System.Globalization;
using FusionDsl.Training;

namespace FusionDsl.Cli.Progress;

/// <summary>How numbers of a training are shown.</summary>
internal static class ProgressText
{
    /// <summary>The metric that stands for a head: accuracy of a classifier, mean absolute error of a regression.</summary>
    public static (string Name, double Value) MainMetric(HeadScore head)
    {
        var (name, value) = head.Metrics.First();
        return (name, value);
    }

    /// <summary><c>Verdict accuracy 0.812  Size mae 0.100</c>: every head, or the first few and how many more there are.</summary>
    /// <param name="width">What there is room for; one head is shown in any case.</param>
    public static string Heads(Evaluation evaluation, int width = int.MaxValue)
    {
        var text = "";
        for (var i = 0; i < evaluation.Heads.Count; i++)
        {
            var head = evaluation.Heads[i];
            var (name, value) = MainMetric(head);
            var longer = $"{text}{(i == 0 ? "" : "  ")}{head.Head} {name} {Number(value)}";
            if (i > 0 && longer.Length > width) return $"{text}  +{evaluation.Heads.Count - i}";
            text = longer;
        }
        return text;
    }

    /// <summary><c>1 epoch</c> or <c>3 epochs</c></summary>
    public static string Epochs(int count) => count == 1 ? "1 epoch" : $"{count} epochs";

    public static string Number(double value) =>
        double.IsNaN(value) ? "-" : Math.Abs(value) is >= 1e5 or (< 1e-3 and > 0)
            ? value.ToString("0.00e+0", CultureInfo.InvariantCulture)
            : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary><c>Going on in epoch 3/25, after 17 batches</c></summary>
    public static string Resumed(ResumeReport resumed)
    {
        var place = resumed.Epoch > resumed.Epochs ? "All epochs are over" : $"Going on in epoch {resumed.Epoch}/{resumed.Epochs}";
        return resumed.Batches == 0 ? place : $"{place}, after {resumed.Batches} batch{(resumed.Batches == 1 ? "" : "es")}";
    }

    public static string Rate(double samplesPerSecond) =>
        samplesPerSecond.ToString(samplesPerSecond < 100 ? "N1" : "N0", CultureInfo.InvariantCulture) + " samples/s";

    /// <summary><c>1:05</c> or <c>2:03:04</c>; <c>-:--</c> where it is unknown.</summary>
    public static string Time(TimeSpan? time)
    {
        if (time is not { } known) return "-:--";
        var seconds = (long)Math.Ceiling(known.TotalSeconds);
        return seconds >= 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
    }
}
