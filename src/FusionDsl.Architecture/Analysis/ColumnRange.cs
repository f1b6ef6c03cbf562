using System.Globalization;

namespace FusionDsl.Architecture;

/// <summary>
/// A numbered range of columns: <c>c000..c111</c> stands for 112 of them. The compiler counts them by it, and the loader names them: it is a part
/// of both.
/// </summary>
/// <param name="Stem">What all names begin with.</param>
/// <param name="From">The first number.</param>
/// <param name="To">The last number.</param>
/// <param name="Digits">How many digits a number has at least.</param>
internal sealed record ColumnRange(string Stem, int From, int To, int Digits)
{
    private const int Most = 1_000_000;

    /// <summary>How many columns it stands for.</summary>
    public int Count => To - From + 1;

    /// <summary>The names it stands for.</summary>
    public IEnumerable<string> Names => Enumerable.Range(From, Count).Select(number => Stem + Numeral(number, Digits));

    /// <summary>Reads a range.</summary>
    /// <param name="column">What stands in the list of columns.</param>
    /// <param name="fault">Why it is no range though it looks like one; null if nothing is wrong with it.</param>
    /// <returns>Null if it is no range: the name of a column, or faulty.</returns>
    public static ColumnRange? Of(string column, out string? fault)
    {
        fault = null;
        var dots = column.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return null;
        var (stem, first) = Parts(column.Substring(0, dots));
        var (otherStem, last) = Parts(column.Substring(dots + 2));
        // A name may have dots of its own.
        if (first.Length == 0 || last.Length == 0) return null;

        // c0..c111 and c000..c111 are numberings, c0..c011 is none.
        var digits = (first.Length > 1 && first[0] == '0') || first.Length == last.Length ? first.Length : 1;
        var range = new ColumnRange(stem, Number(first), Number(last), digits);
        fault =
            stem != otherStem ? "both ends have to begin alike"
            : range.From > range.To ? $"the first number is larger than the last; write {stem}{last}..{stem}{first}"
            : range.To == int.MaxValue || range.Count > Most ? $"expected at most {Most.ToString("N0", CultureInfo.InvariantCulture)} columns"
            : Numeral(range.To, digits) != last ? $"counting from {first} ends with {Numeral(range.To, digits)}, not {last}; write the zeros at both ends alike"
            : null;
        return fault is null ? range : null;
    }

    private static (string Stem, string Digits) Parts(string name)
    {
        var digits = name.Length;
        while (digits > 0 && name[digits - 1] is >= '0' and <= '9') digits--;
        return (name.Substring(0, digits), name.Substring(digits));
    }

    // One that is too large for any table is as large as can be.
    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string Numeral(int number, int digits) => number.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
