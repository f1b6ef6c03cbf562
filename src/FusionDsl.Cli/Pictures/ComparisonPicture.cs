using System.Globalization;
using FusionDsl.Cli.Comparisons;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>A bar per variant with the deviation over the seeds, a panel per head. The best is dark, what is within noise of it less so.</summary>
internal static class ComparisonPicture
{
    private const int Row = 30, Top = 80, Bottom = 92, Bars = 470, Right = 40;

    private static readonly Color Near = Color.FromHex("#6baed6");
    private static readonly Color Far = Color.FromHex("#cfd8e3");

    /// <summary>Writes the picture. There must be a variant.</summary>
    public static void Save(IReadOnlyList<Standing> standings, int seeds, string path)
    {
        var left = 30 + 8 * standings[0].Rows.Max(row => row.Variant.Length);
        var all = new Multiplot();
        all.RemovePlot(all.GetPlot(0));
        foreach (var standing in standings) all.AddPlot(Panel(standing, seeds, left));
        all.Layout = new ScottPlot.MultiplotLayouts.Columns();
        all.SavePng(path, (left + Bars + Right) * standings.Count, Top + Row * (standings[0].Rows.Count + 1) + Bottom);
    }

    private static Plot Panel(Standing standing, int seeds, int left)
    {
        var seedText = seeds == 1 ? "1 seed" : $"mean ± standard deviation over {seeds} seeds";
        var plot = Style.Plot($"{standing.Head}: {standing.Metric} on test data\n{seedText}");
        plot.Axes.Title.Label.FontSize = 15;
        var rows = standing.Rows;
        var least = Math.Min(0, rows.SelectMany(row => row.Values).Where(double.IsFinite).DefaultIfEmpty(0).Min());
        for (var i = 0; i < rows.Count; i++) Draw(plot, rows[i], rows.Count - 1 - i, Math.Max(least, -1));

        if (standing.Majority is { } majority)
        {
            plot.Add.VerticalLine(majority, 1.5f, Style.Faint, LinePattern.DenselyDashed);
            var label = plot.Add.Text("most frequent class", majority, rows.Count - 0.42);
            label.LabelAlignment = Alignment.LowerLeft;
            label.OffsetX = 4;
            label.LabelFontSize = 11;
            label.LabelFontName = Style.Font;
            label.LabelFontColor = Style.Ink;
        }
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. rows.Select((_, i) => (double)(rows.Count - 1 - i))], [.. rows.Select(row => row.Variant)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
        // Right of the longest bar is room for its number.
        plot.Axes.SetLimits(Math.Max(least, -1), 1.16, -0.7, rows.Count + 0.25);
        var ticks = Enumerable.Range(-5, 11).Select(tick => tick / 5.0).Where(tick => tick >= least).ToArray();
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            ticks, [.. ticks.Select(tick => tick.ToString("0.0", CultureInfo.InvariantCulture))]);
        plot.XLabel(standing.Metric);
        ShowLegend(plot, seeds);
        plot.Layout.Fixed(new PixelPadding(left, Right, Bottom, Top));
        return plot;
    }

    private static void ShowLegend(Plot plot, int seeds)
    {
        (string, Color)[] items = seeds == 1 ? [("highest", Style.Deep), ("others: with one seed nothing is known", Near)]
            : [("best", Style.Deep), ("within noise of it", Near), ("worse", Far)];
        plot.Legend.ManualItems.AddRange(items.Select(item => new LegendItem { LabelText = item.Item1, FillColor = item.Item2 }));
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontName = Style.Font;
        plot.Legend.FontSize = 12;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White;
    }

    private static void Draw(Plot plot, StandingRow row, double y, double least)
    {
        var (mean, deviation) = PairedTest.Moments(row.Values);
        if (!double.IsFinite(mean)) return;
        var color = row.Rank switch { Rank.Best => Style.Deep, Rank.Worse => Far, _ => Near };
        plot.Add.Bar(new Bar
        {
            Position = y, Value = Math.Max(mean, least), ValueBase = 0, Size = 0.68, FillColor = color, LineWidth = 0,
            Orientation = Orientation.Horizontal,
        });
        var error = double.IsNaN(deviation) ? 0 : deviation;
        if (error > 0)
        {
            plot.Add.Plottable(new ScottPlot.Plottables.ErrorBar([Math.Max(mean, least)], [y], [error], [error], null, null)
            {
                Color = Style.Ink, LineWidth = 1.4f, CapSize = 4,
            });
        }
        var text = plot.Add.Text(mean.ToString("0.000", CultureInfo.InvariantCulture), Math.Max(0, mean) + error + 0.012, y);
        text.LabelAlignment = Alignment.MiddleLeft;
        text.LabelFontName = Style.Font;
        text.LabelFontSize = 12;
        text.LabelBold = row.Rank == Rank.Best;
        text.LabelFontColor = Style.Ink;
    }
}
