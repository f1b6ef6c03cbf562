using System.Globalization;
using FusionDsl.Training;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>A confusion matrix: a row per true class, shaded by the share of the row, with the number of samples in each cell.</summary>
internal static class ConfusionPicture
{
    private const int MostNumbered = 30;   // With more classes a cell is too small for a number.

    private const int Top = 80, Right = 110;   // For the title, and for the scale of the shades.

    private static readonly Color[] Shades =
        [Colors.White, Color.FromHex("#deebf7"), Color.FromHex("#9ecae1"), Color.FromHex("#4292c6"), Style.Deep];

    /// <summary>Writes the picture.</summary>
    /// <param name="part">Which data it shows, for the title.</param>
    public static void Save(ClassificationScore score, string part, string path)
    {
        var classes = score.Classes.Count;
        var title = string.Create(CultureInfo.InvariantCulture,
            $"{score.Head} on {part}\naccuracy {score.Accuracy * 100:0.0} %, macro F1 {score.MacroF1:0.000}");
        // The matrix is a square of square cells; what stands around it is as wide as its longest text.
        var cell = Math.Clamp(840 / classes, 14, 110);
        var longest = score.Classes.Max(name => name.Length);
        int left = 90 + 8 * (longest + 6), bottom = 55 + 6 * longest;
        var right = Math.Max(Right, 5 * title.Length - cell * classes / 2);   // The title is centred over the matrix.

        var plot = Style.Plot(title);
        var shares = Shares(score);
        DrawShades(plot, shares);
        if (classes <= MostNumbered) WriteCounts(plot, score, shares, cell);
        LabelAxes(plot, score);
        plot.Axes.Bottom.MinimumSize = bottom - 5;   // Else the axis' name is written over the slanted class names.
        plot.Layout.Fixed(new PixelPadding(left, right, bottom, Top));
        plot.SavePng(path, left + cell * classes + right, bottom + cell * classes + Top);
    }

    private static double[,] Shares(ClassificationScore score)
    {
        var classes = score.Classes.Count;
        var shares = new double[classes, classes];
        for (var actual = 0; actual < classes; actual++)
            for (var guess = 0; guess < classes; guess++)
                shares[actual, guess] = (double)score.Confusion[actual, guess] / score.PerClass[actual].Count;   // NaN in an empty row.
        return shares;
    }

    private static void DrawShades(Plot plot, double[,] shares)
    {
        var map = plot.Add.Heatmap(shares);
        map.Colormap = Colormap.FromColors(Shades, smooth: true);
        map.ManualRange = new(0, 1);
        map.NaNCellColor = Style.Absent;
        var classes = shares.GetLength(0);
        for (var line = 0; line <= classes; line++)
        {
            plot.Add.VerticalLine(line - 0.5, 1, Style.Grid);
            plot.Add.HorizontalLine(line - 0.5, 1, Style.Grid);
        }

        var bar = plot.Add.ColorBar(map);
        bar.Label = "share of the true class";
        bar.LabelStyle.FontSize = 13;
        bar.LabelStyle.FontName = Style.Font;
        bar.Axis.TickLabelStyle.FontName = Style.Font;
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"]);
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
                text.LabelFontColor = shares[actual, guess] > 0.65 ? Colors.White : Style.Ink;
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
            places,
                [.. score.PerClass.Reverse().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Class} ({one.Count:N0})"))]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel("predicted class");
        plot.YLabel("true class (samples)");
    }
}
