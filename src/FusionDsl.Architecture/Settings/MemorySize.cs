using System.Globalization;

namespace FusionDsl.Architecture;

/// <summary>An amount of memory as people write it: a number and MB, GB or TB, which are powers of 1,024 as everywhere memory is counted.</summary>
internal static class MemorySize
{
    private static readonly string[] Units = ["MB", "GB", "TB"];

    /// <summary>Bytes; null if the text is no amount of memory, or one below 1 MB.</summary>
    public static long? Parse(string text)
    {
        var unit = Array.FindIndex(Units, unit => text.EndsWith(unit, StringComparison.OrdinalIgnoreCase));
        if (unit < 0) return null;
        var number = text.Substring(0, text.Length - Units[unit].Length).Trim();
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
        // Up to a million TB the product is exact and fits.
        if (amount > 1_000_000) return null;
        var bytes = (long)(amount * (1L << (20 + 10 * unit)));
        return bytes >= 1L << 20 ? bytes : null;
    }
}
