using System.Globalization;
using FusionDsl.Cli.Comparisons;
using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>What a broken sensor costs: a row per variant, a column for each modality and what happened to it, shaded by the loss.</summary>
internal static class SensorPicture
{
    private const int Cell = 66, Row = 30, Top = 80, Right = 110;

    private static readonly string[] Kinds = ["removed", "zeroed", "noised"];

    private static readonly Color[] Shades = [Colors.White, Color.FromHex("#fdd0a2"), Color.FromHex("#f16913"), Color.FromHex("#a63603")];

    /// <summary>Writes the picture, of the first head. There must be a variant.</summary>
    public static void Save(
        IReadOnlyList<Standing> standings, IReadOnlyList<VariantResult> results, IReadOnlyList<string> modalities, string path)
    {
        var standing = standings[0];
        List<(string Modality, string Kind)> columns = [.. modalities.SelectMany(modality => Kinds.Select(kind => (modality, kind)))
            .Where(column => results.Any(
                result => result.Values(standing.Head, standing.Metric, column.modality, column.kind) is not null))];
        int left = 30 + 8 * results.Max(result => result.Variant.Name.Length), bottom = 40 + 6 * columns.Max(column => Name(column).Length);
        var plot = Style.Plot($"{standing.Head}: {standing.Metric} with a broken sensor\nshaded by what it loses against intact data");
        plot.Axes.Title.Label.FontSize = 15;

        List<(double Value, double Loss, int X, int Y)> numbers = [];
        var losses = new double[results.Count, columns.Count];
        for (var row = 0; row < results.Count; row++)
            for (var column = 0; column < columns.Count; column++)
            {
                var intact = results[row].Values(standing.Head, standing.Metric).Average();
                var broken = results[row].Values(standing.Head, standing.Metric, columns[column].Modality, columns[column].Kind)?.Average();
                losses[row, column] = broken is { } value ? Math.Max(0, intact - value) : double.NaN;
                if (broken is { } number) numbers.Add((number, losses[row, column], column, results.Count - 1 - row));
            }
        var map = plot.Add.Heatmap(losses);
        map.Colormap = Colormap.FromColors(Shades, smooth: true);
        // To the next tenth above the greatest loss; of 0.2 at least, so that nothing small looks large.
        var most = losses.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).Max();
        map.ManualRange = new(0, Math.Max(0.2, Math.Ceiling(most * 10) / 10));
        map.NaNCellColor = Style.Absent;
        foreach (var (value, loss, x, y) in numbers) Write(plot, value, loss > 0.55 * map.ManualRange.Value.Max, x, y);
        for (var line = 0; line <= columns.Count; line++)
        {
            var isBetween = line > 0 && line < columns.Count && columns[line].Modality != columns[line - 1].Modality;
            plot.Add.VerticalLine(line - 0.5, isBetween ? 2 : 1, Style.Grid);
        }
        for (var line = 0; line <= results.Count; line++) plot.Add.HorizontalLine(line - 0.5, 1, Style.Grid);

        var bar = plot.Add.ColorBar(map);
        bar.Label = $"{standing.Metric} lost";
        bar.LabelStyle.FontSize = 13;
        bar.LabelStyle.FontName = bar.Axis.TickLabelStyle.FontName = Style.Font;
        var scale = Enumerable.Range(0, 6).Select(tick => tick * map.ManualRange.Value.Max / 5).ToArray();
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            scale, [.. scale.Select(tick => tick.ToString("0.00", CultureInfo.InvariantCulture))]);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, columns.Count - 0.5, -0.5, results.Count - 0.5);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. columns.Select((_, i) => (double)i)], [.. columns.Select(Name)]);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. results.Select((_, i) => (double)(results.Count - 1 - i))], [.. results.Select(result => result.Variant.Name)]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        var right = Right + 4 * columns.Max(column => Name(column).Length);
        plot.Layout.Fixed(new PixelPadding(left, right, bottom, Top));
        plot.SavePng(path, Math.Max(left + Cell * columns.Count + right, 560), Top + Row * results.Count + bottom);
    }

    private static string Name((string Modality, string Kind) column) => $"{column.Modality} {column.Kind}";

    private static void Write(Plot plot, double value, bool isDark, int x, int y)
    {
        if (double.IsNaN(value)) return;
        var text = plot.Add.Text(value.ToString("0.00", CultureInfo.InvariantCulture), x, y);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontName = Style.Font;
        text.LabelFontSize = 12;
        text.LabelFontColor = isDark ? Colors.White : Style.Ink;
    }
}
