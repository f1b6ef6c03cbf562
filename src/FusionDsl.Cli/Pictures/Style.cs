using ScottPlot;

namespace FusionDsl.Cli.Pictures;

/// <summary>What all pictures have in common.</summary>
internal static class Style
{
    public static readonly Color Ink = Color.FromHex("#1f2933");
    public static readonly Color Faint = Color.FromHex("#9aa5b1");
    public static readonly Color Grid = Color.FromHex("#e8ecf0");
    public static readonly Color Deep = Color.FromHex("#08519c");
    public static readonly Color Absent = Color.FromHex("#f0f0f0");

    /// <summary>Colours that people with any kind of colour vision tell apart (Okabe and Ito, 2008).</summary>
    public static readonly Color[] Lines =
    [
        Color.FromHex("#0072b2"), Color.FromHex("#d55e00"), Color.FromHex("#009e73"),
        Color.FromHex("#cc79a7"), Color.FromHex("#e69f00"), Color.FromHex("#56b4e9"),
    ];

    private static readonly string[] Preferred =
        ["Inter", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "Open Sans", "Roboto", "DejaVu Sans"];

    /// <summary>The font of all texts: the first one that this machine has.</summary>
    public static string Font { get; } = Choose();

    /// <summary>Whether this machine can draw letters at all.</summary>
    /// <remarks>Without any font, Skia still names one: an empty one whose name is empty.</remarks>
    public static bool HasFont => SkiaSharp.SKFontManager.Default.FontFamilies.Any(name => !string.IsNullOrEmpty(name));

    /// <summary>An empty plot in the common style.</summary>
    public static Plot Plot(string title)
    {
        var plot = new Plot();
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 17;
        plot.Axes.Title.Label.Bold = true;
        plot.Grid.MajorLineColor = Grid;
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.Label.FontSize = 14;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 12;
            axis.FrameLineStyle.Color = Faint;
            axis.MajorTickStyle.Color = Faint;
            axis.MinorTickStyle.Length = 0;
        }
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    private static string Choose()
    {
        var families = SkiaSharp.SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Preferred.FirstOrDefault(families.Contains) ?? Fonts.Default;
    }
}
