using System.Globalization;
using FusionDsl.Cli.Correlations;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>What modalities have in common as two heat maps, CKA and CCA, each with what chance gives beside the number.</summary>
internal static class CorrelationPicture
{
    private const int Top = 80, Right = 30, Bar = 70;   // For the titles, and for the scale of the shades.

    private static readonly Color[] Shades =
        [Colors.White, Color.FromHex("#deebf7"), Color.FromHex("#9ecae1"), Color.FromHex("#4292c6"), Style.Deep];

    /// <summary>Writes the picture.</summary>
    public static void Save(CorrelationTable table, string path)
    {
        var count = table.Modalities.Count;
        var cell = Math.Clamp(560 / count, 44, 130);
        var longest = table.Modalities.Max(modality => modality.Name.Length);
        int left = 40 + 8 * longest, bottom = 45 + 6 * longest;
        var right = Math.Max(Right, 2 + 5 * longest);   // A slanted name ends right of its column.
        var (width, height) = (left + cell * count + right + Bar, Top + cell * count + bottom);

        var rows = string.Create(CultureInfo.InvariantCulture, $"{table.Rows:N0} training rows");
        Plot[] panels =
        [
            Panel(table, $"Linear CKA\n{rows}", pair => pair.Cka, cell, left, right + Bar, bottom),
            Panel(table, $"Mean canonical correlation\n{rows}", pair => pair.Cca, cell, left, right + Bar, bottom),
        ];
        var both = new Multiplot();
        both.RemovePlot(both.GetPlot(0));
        foreach (var panel in panels) both.AddPlot(panel);
        both.Layout = new ScottPlot.MultiplotLayouts.Columns();
        both.SavePng(path, Math.Max(width, 380) * 2, height);
    }

    private static Plot Panel(
        CorrelationTable table, string title, Func<CorrelationPair, Against> measure, int cell, int left, int right, int bottom)
    {
        var names = table.Modalities.Select(modality => modality.Name).ToArray();
        var plot = Style.Plot(title);
        plot.Axes.Title.Label.FontSize = 15;
        var shades = new double[names.Length, names.Length];
        for (var row = 0; row < names.Length; row++)
            for (var column = 0; column < names.Length; column++)
            {
                var found = row == column ? null : measure(table[names[row], names[column]]);
                shades[row, column] = found?.Value ?? 1;
                Write(plot, found, column, names.Length - 1 - row, cell);
            }

        var map = plot.Add.Heatmap(shades);
        map.Colormap = Colormap.FromColors(Shades, smooth: true);
        map.ManualRange = new(0, 1);
        map.NaNCellColor = Style.Absent;
        plot.MoveToBack(map);
        for (var line = 0; line <= names.Length; line++)
        {
            plot.Add.VerticalLine(line - 0.5, 1, Style.Grid);
            plot.Add.HorizontalLine(line - 0.5, 1, Style.Grid);
        }
        var bar = plot.Add.ColorBar(map);
        bar.Axis.TickLabelStyle.FontName = Style.Font;
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);

        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, names.Length - 0.5, -0.5, names.Length - 0.5);
        var places = Enumerable.Range(0, names.Length).Select(place => (double)place).ToArray();
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(places, names);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(places, [.. names.Reverse()]);
        if (names.Max(name => name.Length) * 8 > cell)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        }
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Layout.Fixed(new PixelPadding(left, right, bottom, Top));
        return plot;
    }

    // Below the number, small, what chance gives; only the number of a modality with itself stands alone.
    private static void Write(Plot plot, Against? found, int x, int y, int cell)
    {
        var color = (found?.Value ?? 1) > 0.65 ? Colors.White : Style.Ink;
        var value = Text(found is null ? "1" : Number(found.Value), found is null ? y : y + 0.12, Math.Clamp(cell / 6f, 10, 17));
        value.LabelBold = found is { IsNoise: false };
        if (found is not null) Text($"chance {Number(found.Chance)}", y - 0.2, Math.Clamp(cell / 11f, 7, 11));

        ScottPlot.Plottables.Text Text(string label, double at, float size)
        {
            var text = plot.Add.Text(label, x, at);
            text.LabelAlignment = Alignment.MiddleCenter;
            text.LabelFontName = Style.Font;
            text.LabelFontSize = size;
            text.LabelFontColor = color;
            return text;
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
