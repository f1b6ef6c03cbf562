using System.Globalization;
using System.Text;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Values as C#. The only way in which text of a spec becomes part of the code, beside checked identifiers.</summary>
internal static class Literal
{
    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.Invariant();

    public static string Of(double value) => value.Invariant();

    public static string Of(string? value)
    {
        if (value is null) return "null";
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            if (letter is '"' or '\\') text.Append('\\').Append(letter);
            // What is not plainly visible is written by its number: no line end, no direction mark, no half of a pair gets through.
            else if (letter is < ' ' or > '~') text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(letter);
        }
        return text.Append('"').ToString();
    }

    public static string Of(IEnumerable<string> values) => $"[{Code.List(values.Select(Of))}]";

    /// <summary>196_548: groups of digits where a number is long.</summary>
    public static string Grouped(long value) => value < 10_000 ? value.Invariant() : value.Grouped().Replace(',', '_');
}
