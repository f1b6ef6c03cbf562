using System.Globalization;

namespace FusionDsl.Architecture;

/// <summary>Numbers as text, the same in every culture.</summary>
public static class InvariantText
{
    /// <summary>12, not 12 of some culture.</summary>
    public static string Invariant(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>12, not 12 of some culture.</summary>
    public static string Invariant(this long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>0.0002 as 0.0002; the shortest text that reads back as the same number.</summary>
    public static string Invariant(this double value)
    {
        // On .NET Framework, which Visual Studio runs on, "R" is the shortest text that reads back; elsewhere it is the default.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Replace("E-0", "e-").Replace("E-", "e-").Replace("E+", "e");
    }

    /// <summary>Grouped by thousands: 196,548.</summary>
    public static string Grouped(this long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>First letter in lower case: the key of a name in YAML.</summary>
    public static string ToCamelCase(this string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
