using System.Globalization;
using FusionDsl.Benchmarks.Measuring;
using Spectre.Console;

namespace FusionDsl.Benchmarks.Reports;

/// <summary>Results as text in columns: the first is a name, the others are numbers.</summary>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Show(IAnsiConsole console)
    {
        var table = new Spectre.Console.Table { Title = new(Markup.Escape(title)), Border = TableBorder.Simple };
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i])) { NoWrap = true };
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        foreach (var row in _rows) table.AddRow([.. row.Select(cell => new Text(cell))]);
        console.Write(table);
    }

    public IEnumerable<string> Markdown()
    {
        yield return $"**{title}**";
        yield return "";
        yield return $"| {string.Join(" | ", columns)} |";
        yield return $"|---|{string.Concat(columns.Skip(1).Select(_ => "---:|"))}";
        foreach (var row in _rows) yield return $"| {string.Join(" | ", row)} |";
        yield return "";
    }
}

/// <summary>Numbers as the tables show them: three digits that count.</summary>
internal static class Show
{
    private const double Micro = 1e6;

    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return "-";
        var digits = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return value.ToString($"N{Math.Clamp(2 - digits, 0, 4)}", CultureInfo.InvariantCulture);
    }

    public static string Counted(long count, string what) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";

    /// <summary>Median, with the least and the greatest.</summary>
    public static string Microseconds(Distribution seconds) =>
        $"{Number(seconds.Median * Micro)} ({Number(seconds.Min * Micro)}–{Number(seconds.Max * Micro)})";

    public static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "");

    /// <summary>Median and spread of a ratio; "-" where there is nothing to compare with.</summary>
    public static string Ratio(Distribution? ratio) => ratio is null ? "-" : $"{Number(ratio.Median)} ({Percent(ratio.Spread)})";

    public static string Megabytes(long bytes) => Number(bytes / 1e6);
}
