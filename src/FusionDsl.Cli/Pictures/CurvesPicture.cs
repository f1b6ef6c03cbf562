using FusionDsl.Cli.Progress;
using FusionDsl.Training;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>Learning curves: the losses, and beside them every head's metric on the validation data; the best epoch is marked.</summary>
internal static class CurvesPicture
{
    private const int Width = 640, Height = 460;
    private const int MostMarked = 60;   // With more epochs the markers would hide the line.

    /// <summary>Writes the picture. There must be an epoch.</summary>
    public static void Save(TrainingResult result, string path)
    {
        List<Plot> panels = [Losses(result), .. Metrics(result)];
        var all = new Multiplot();
        all.RemovePlot(all.GetPlot(0));
        foreach (var panel in panels) all.AddPlot(panel);
        all.Layout = new ScottPlot.MultiplotLayouts.Columns();
        all.SavePng(path, Width * panels.Count, Height);
    }

    private static Plot Losses(TrainingResult result)
    {
        var plot = Panel("Loss", "loss", result);
        Line(plot, result, "training", 0, epoch => epoch.TrainLoss);
        Line(plot, result, "validation", 1, epoch => epoch.Validation.Loss);
        return Finish(plot, result);
    }

    // Heads that are measured alike share a panel.
    private static IEnumerable<Plot> Metrics(TrainingResult result)
    {
        var heads = result.Epochs[0].Validation.Heads;
        foreach (var alike in Enumerable.Range(0, heads.Count).GroupBy(head => ProgressText.MainMetric(heads[head]).Name))
        {
            var plot = Panel($"Validation {alike.Key}", alike.Key, result);
            foreach (var head in alike)
                Line(plot, result, heads[head].Head, head, epoch => ProgressText.MainMetric(epoch.Validation.Heads[head]).Value);
            yield return Finish(plot, result);
        }
    }

    private static Plot Panel(string title, string axis, TrainingResult result)
    {
        var plot = Style.Plot(title);
        plot.XLabel("epoch");
        plot.YLabel(axis);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        return plot;
    }

    private static void Line(Plot plot, TrainingResult result, string name, int color, Func<EpochReport, double> value)
    {
        var line = plot.Add.Scatter(
            result.Epochs.Select(epoch => (double)epoch.Epoch).ToArray(), result.Epochs.Select(value).ToArray(),
            Style.Lines[color % Style.Lines.Length]);
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = result.Epochs.Count <= MostMarked ? 5 : 0;
    }

    // A line before the first epoch of each stage, with its name.
    private static void MarkStages(Plot plot, TrainingResult result)
    {
        foreach (var stage in result.Epochs.Where(epoch => epoch.Stage is not null).GroupBy(epoch => epoch.Stage))
        {
            var line = plot.Add.VerticalLine(stage.First().Epoch - 0.5, 1f, Style.Grid);
            line.Text = stage.Key!;
            line.LabelOppositeAxis = true;
            line.LabelFontName = Style.Font;
            line.LabelFontColor = Colors.Black;
            line.LabelBackgroundColor = Colors.Transparent;
            line.LabelAlignment = Alignment.LowerLeft;
        }
    }

    private static Plot Finish(Plot plot, TrainingResult result)
    {
        plot.Axes.AutoScale();
        MarkStages(plot, result);
        if (result.BestEpoch > 0)
        {
            var best = plot.Add.VerticalLine(result.BestEpoch, 1.5f, Style.Faint, LinePattern.DenselyDashed);
            best.LegendText = $"best: epoch {result.BestEpoch}";
        }
        if (result.Epochs.Count == 1) plot.Axes.SetLimitsX(0.5, 1.5);
        // Below the axes, where it hides no line.
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontName = Style.Font;
        plot.Legend.FontSize = 13;
        plot.Legend.OutlineColor = Style.Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White;
        return plot;
    }
}
