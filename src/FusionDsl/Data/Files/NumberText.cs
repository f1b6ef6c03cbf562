using System.Globalization;
using System.Text.RegularExpressions;

namespace FusionDsl.Data.Files;

/// <summary>Lists of numbers written as text: <c>[1, 2, 3]</c>, <c>1 2 3</c> or <c>1;2;3</c>.</summary>
internal static partial class NumberText
{
    /// <summary>How a number with a decimal comma is to be written; null where the cell is none.</summary>
    public static string? Mend(string cell) => DecimalComma().Match(cell) is { Success: true } match
        ? $"write {match.Groups[1].Value}.{match.Groups[2].Value}: numbers have a decimal point, no comma" : null;

    /// <summary>Appends the numbers of a text.</summary>
    /// <returns>The piece that is no number; null if all are.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, List<double> into)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length >= 2 && text[0] == '[' && text[^1] == ']') text = text[1..^1];
        var (position, afterComma) = (0, false);
        while (true)
        {
            while (position < text.Length && IsSpace(text[position])) position++;
            if (position == text.Length) return afterComma ? "nothing after a separator" : null;
            var start = position;
            while (position < text.Length && !IsSpace(text[position]) && !IsSeparator(text[position])) position++;
            var piece = text[start..position];
            if (!double.TryParse(piece, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                return piece.IsEmpty ? "nothing before a separator" : $"'{System.Text.Encoding.UTF8.GetString(piece)}'";
            into.Add(value);
            while (position < text.Length && IsSpace(text[position])) position++;
            afterComma = position < text.Length && IsSeparator(text[position]);
            if (afterComma) position++;
        }
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsSeparator(byte character) => character is (byte)',' or (byte)';';

    [GeneratedRegex(@"^\s*([+-]?[0-9]*),([0-9]+(?:[eE][+-]?[0-9]+)?)\s*$")]
    private static partial Regex DecimalComma();
}
