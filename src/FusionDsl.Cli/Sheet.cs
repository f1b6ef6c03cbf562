using Spectre.Console;
using Spectre.Console.Rendering;

namespace FusionDsl.Cli;

/// <summary>A table as it is, where it fits; on a narrower terminal a line per cell, so that no number is ever broken.</summary>
internal static class Sheet
{
    private const int Wide = 100_000;

    public static void Write(IAnsiConsole console, Table table)
    {
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        if (((IRenderable)table).Measure(options, Wide).Max <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }
        foreach (var line in Lines(table, options)) console.Profile.Out.Writer.WriteLine(line);
    }

    /// <summary>
    /// Each row below its first cell: <c>header  value</c>. A column without a header belongs to the one before it.
    /// </summary>
    private static IEnumerable<string> Lines(Table table, RenderOptions options)
    {
        string[] headers = [.. table.Columns.Select(column => Text(column.Header, options))];
        foreach (var row in table.Rows)
        {
            string[] cells = [.. row.Select(cell => Text(cell, options))];
            yield return "";
            yield return headers[0].Length == 0 ? cells[0] : $"{headers[0]}  {cells[0]}";
            for (var i = 1; i < cells.Length; i++)
            {
                if (cells[i].Length == 0) continue;
                var line = $"  {headers[i]}  {cells[i]}";
                while (i + 1 < cells.Length && headers[i + 1].Length == 0) line = $"{line}  {cells[++i]}".TrimEnd();
                yield return line;
            }
        }
        yield return "";
    }

    private static string Text(IRenderable renderable, RenderOptions options) =>
        string.Concat(renderable.Render(options, Wide).Select(segment => segment.Text)).Trim();
}
