using System.Globalization;
using System.Text.RegularExpressions;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>Column names as a plan writes them: <c>c000..c111</c> stands for 112 columns.</summary>
internal static partial class ColumnNames
{
    private const int Most = 1_000_000;

    /// <summary>Replaces every range by the names it stands for; the numbers keep the width of the first one's.</summary>
    /// <exception cref="DataException">A range that runs backwards or whose ends are numbered differently.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> columns, string node)
    {
        if (columns.Count == 0) throw new DataException($"The source of '{node}' names no column.");
        var names = new List<string>(columns.Count);
        foreach (var column in columns)
        {
            var range = Range().Match(column);
            if (!range.Success) names.Add(column);
            else if (range.Groups["prefix"].Value != range.Groups["again"].Value)
                throw Wrong(column, node, "both ends have to begin alike");
            else Add(range, names, column, node);
        }
        return names;
    }

    private static void Add(Match range, List<string> names, string column, string node)
    {
        var (prefix, first, last) = (range.Groups["prefix"].Value, range.Groups["first"].Value, range.Groups["last"].Value);
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ||
            !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to - from >= Most)
            throw Wrong(column, node, $"at most {Counted(Most)} columns");
        if (to < from) throw Wrong(column, node, $"the first number is larger than the last; write {prefix}{last}..{prefix}{first}");
        // c0..c111 and c000..c111 are numberings, c0..c011 is none.
        var width = first.Length > 1 && first[0] == '0' || first.Length == last.Length ? first.Length : 1;
        if (Number(to, width) != last)
            throw Wrong(
                column, node, $"counting from {first} ends with {Number(to, width)}, not {last}; write the zeros at both ends alike");
        for (var i = from; i <= to; i++) names.Add(prefix + Number(i, width));
    }

    private static string Number(int value, int width) => value.ToString("D" + width, CultureInfo.InvariantCulture);

    private static DataException Wrong(string column, string node, string why) =>
        new($"The columns '{column}' of '{node}' are no range: {why}.", column: column);

    [GeneratedRegex(@"^(?<prefix>.*?)(?<first>[0-9]+)\.\.(?<again>.*?)(?<last>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
