using System.Collections.Immutable;
using System.Globalization;

namespace FusionDsl.Testing;

/// <summary>Cultures that write differently: Finnish has U+2212 as minus and a decimal comma, Turkish has a dotted capital I.</summary>
public static class Cultures
{
    private const string TrueMinus = "\u2212";

    public static ImmutableArray<CultureInfo> UnderTest { get; } =
        HasTurkishCasing ? [Finnish(), CultureInfo.GetCultureInfo("tr-TR")] : [Finnish()];

    /// <summary>Why Turkish casing is not under test, or null if it is: casing comes from ICU and cannot be imitated.</summary>
    public static string? TurkishMissing => HasTurkishCasing
        ? null
        : "this machine has no culture data (libicu), so Turkish casing cannot be tested";

    private static bool HasTurkishCasing => Real("tr-TR") is { } turkish && "i".ToUpper(turkish) == "İ";

    internal static string NameOf(CultureInfo culture) => culture.Name is "" ? "imitated fi-FI" : culture.Name;

    public static T In<T>(CultureInfo culture, Func<T> action)
    {
        var (format, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (format, language);
        }
    }

    private static CultureInfo Finnish() =>
        Real("fi-FI") is { NumberFormat: { NegativeSign: TrueMinus, NumberDecimalSeparator: "," } } real ? real : LikeFinnish();

    private static CultureInfo LikeFinnish()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = TrueMinus;
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00A0";
        return culture;
    }

    private static CultureInfo? Real(string name)
    {
        try
        {
            // Without culture data this either throws or gives the invariant culture under another name.
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
