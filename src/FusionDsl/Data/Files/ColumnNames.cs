using System.Text.RegularExpressions;
using FusionDsl.Architecture;

namespace FusionDsl.Data.Files;

/// <summary>Column names as a plan writes them: <c>c000..c111</c> stands for 112 columns.</summary>
internal static partial class ColumnNames
{
    /// <summary>Replaces every range by the names it stands for.</summary>
    /// <exception cref="DataException">A range that runs backwards or whose ends are numbered differently.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> columns, string node)
    {
        if (columns.Count == 0) throw new DataException($"The source of '{node}' names no column.");
        var names = new List<string>(columns.Count);
        foreach (var column in columns)
        {
            if (ColumnRange.Of(column, out var fault) is { } range) names.AddRange(range.Names);
            else if (fault is null) names.Add(column);
            else throw new DataException($"The columns '{column}' of '{node}' are no range: {fault}.", column: column);
        }
        return names;
    }

    /// <summary>How a range is written, where a name that no column has was meant as one: <c>p*</c>, <c>p0-p19</c>, <c>p0:19</c>.</summary>
    public static string RangeHint(string column, IReadOnlyList<string> columns)
    {
        string? range = null;
        if (FromTo().Match(column) is { Success: true } match)
            range = $"{match.Groups[1].Value}{match.Groups[2].Value}..{match.Groups[1].Value}{match.Groups[3].Value}";
        else if (column.EndsWith('*') && column.Length > 1)
        {
            var stem = column[..^1];
            string[] numbered = [.. columns.Where(name => name.Length > stem.Length && name.StartsWith(stem, StringComparison.Ordinal)
                && name.AsSpan(stem.Length).IndexOfAnyExceptInRange('0', '9') < 0)];
            range = numbered.Length > 1 ? $"{numbered[0]}..{numbered[^1]}" : $"{stem}0..{stem}9";
        }
        return range is null ? "" : $" A range of numbered columns is written {range}.";
    }

    // The second stem may be left out; one that differs makes no range.
    [GeneratedRegex(@"^(.*?)([0-9]+)\s*[-:–]\s*(?:\1)?([0-9]+)$")]
    private static partial Regex FromTo();
}
