using System.Globalization;

namespace FusionDsl.Architecture;

/// <summary>A numbered range of columns: <c>c000..c111</c>.</summary>
public static class ColumnRange
{
    /// <summary>How many columns a name or range stands for; null if it is a range that cannot be counted.</summary>
    public static long? Count(string columns)
    {
        var dots = columns.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return 1;
        var (first, last) = (columns.Substring(0, dots), columns.Substring(dots + 2));
        var (stem, from) = Number(first);
        var (otherStem, to) = Number(last);
        return from is null || to is null || stem != otherStem || to < from || to - from >= int.MaxValue ? null : to - from + 1;
    }

    private static (string Stem, long? Number) Number(string name)
    {
        var digits = name.Length;
        while (digits > 0 && name[digits - 1] is >= '0' and <= '9') digits--;
        return (name.Substring(0, digits),
            long.TryParse(name.Substring(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }
}
