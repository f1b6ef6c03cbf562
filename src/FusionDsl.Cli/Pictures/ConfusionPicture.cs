using System.Globalization;
using FusionDsl.Training;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>A confusion matrix: a row per true class, shaded by the share of the row, with the number of samples in each cell.</summary>
internal static class ConfusionPicture
{
    private const int MostNumbered = 30;   // With more classes a cell is too small for a number.

    /// <summary>Writes the picture.</summary>
    /// <param name="part">Which data it shows, for the title.</param>
    public static void Save(ClassificationScore score, string part, string path)
    {
        var classes = score.Classes.Count;
        var cell = Math.Clamp(900 / classes, 14, 90);
        var labels = 30 + 8 * score.Classes.Max(name => name.Length);
        Draw(score, part, cell).SavePng(path, cell * classes + labels + 150, cell * classes + labels + 110);
    }

    private static Plot Draw(ClassificationScore score, string part, int cell)
    {
        var classes = score.Classes.Count;
        var plot = Style.Plot(string.Create(CultureInfo.InvariantCulture,
            $"{score.Head} on {part}: accuracy {score.Accuracy * 100:0.0} %, macro F1 {score.MacroF1:0.000}"));
        var shares = new double[classes, classes];
        for (var actual = 0; actual < classes; actual++)
            for (var guess = 0; guess < classes; guess++)
                shares[actual, guess] = (double)score.Confusion[actual, guess] / score.PerClass[actual].Count;   // NaN in an empty row.

        var map = plot.Add.Heatmap(shares);
        map.Colormap = new ScottPlot.Colormaps.CustomPalette([Colors.White, Color.FromHex("#deebf7"), Color.FromHex("#9ecae1"), Color.FromHex("#4292c6"), Style.Deep]);
        map.ManualRange = new(0, 1);
        map.NaNCellColor = Style.Absent;

        if (classes <= MostNumbered) WriteCounts(plot, score, shares, cell);
        LabelAxes(plot, score);

        var bar = plot.Add.ColorBar(map);
        bar.Label = "share of the true class";
        bar.LabelStyle.FontSize = 13;
        bar.LabelStyle.FontName = Style.Font;
        bar.Axis.TickLabelStyle.FontName = Style.Font;
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"]);
        return plot;
    }

    private static void WriteCounts(Plot plot, ClassificationScore score, double[,] shares, int cell)
    {
        var classes = score.Classes.Count;
        for (var actual = 0; actual < classes; actual++)
            for (var guess = 0; guess < classes; guess++)
            {
                var count = score.Confusion[actual, guess];
                if (count == 0) continue;
                var text = plot.Add.Text(count.ToString("N0", CultureInfo.InvariantCulture), guess, classes - 1 - actual);
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontName = Style.Font;
                text.LabelFontSize = Math.Clamp(cell / 4f, 8, 16);
                text.LabelBold = actual == guess;
                text.LabelFontColor = shares[actual, guess] > 0.5 ? Colors.White : Style.Ink;
            }
    }

    private static void LabelAxes(Plot plot, ClassificationScore score)
    {
        var classes = score.Classes.Count;
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
        var places = Enumerable.Range(0, classes).Select(place => (double)place).ToArray();
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(places, [.. score.Classes]);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            places, [.. score.PerClass.Reverse().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Class} ({one.Count:N0})"))]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.MinimumSize = 40 + 5.5f * score.Classes.Max(name => name.Length);
        plot.XLabel("predicted class");
        plot.YLabel("true class (samples)");
    }
}
