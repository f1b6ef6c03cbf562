using System.Globalization;

namespace FusionDsl.Data.Files;

/// <summary>Numbers in messages, the same in every culture.</summary>
internal static class Numerals
{
    /// <summary>With a comma between thousands.</summary>
    public static string Counted(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A cell, cut where it is long.</summary>
    public static string Short(string cell) => cell.Length > 60 ? cell[..60] + "…" : cell;

    /// <summary>As it would be written in a file.</summary>
    public static string Plain<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
