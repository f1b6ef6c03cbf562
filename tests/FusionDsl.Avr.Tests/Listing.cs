using System.Globalization;
using System.Text.RegularExpressions;

namespace FusionDsl.Avr.Tests;

/// <summary>What objdump printed, as instructions.</summary>
internal static partial class Listing
{
    public sealed record Line(string Section, int Address, int Size, string Mnemonic, string Operands);

    public sealed record Label(string Section, int Address, string Name);

    public static (List<Line> Lines, List<Label> Labels) Parse(string text)
    {
        var lines = new List<Line>();
        var labels = new List<Label>();
        string section = "";
        foreach (string row in text.Split('\n'))
        {
            if (SectionRow().Match(row) is { Success: true } start)
            {
                section = start.Groups[1].Value;
            }
            else if (LabelRow().Match(row) is { Success: true } label)
            {
                labels.Add(new(section, Hex(label.Groups[1].Value), label.Groups[2].Value));
            }
            else if (InstructionRow().Match(row) is { Success: true } instruction)
            {
                string[] columns = instruction.Groups[3].Value.Split('\t');

                // The comment is a column of its own, or where there are no operands the first; relative targets are padded.
                string operands = columns.Length > 1 && !columns[1].StartsWith(';') ? columns[1].TrimEnd() : "";
                int size = instruction.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
                lines.Add(new(section, Hex(instruction.Groups[1].Value), size, columns[0].Trim(), operands));
            }
        }

        return (lines, labels);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Disassembly of section (.+):$")]
    private static partial Regex SectionRow();

    [GeneratedRegex(@"^([0-9a-f]{8}) <(.+)>:$")]
    private static partial Regex LabelRow();

    // Data of an OBJECT symbol is printed as bytes with their characters, without a tab behind the bytes.
    [GeneratedRegex(@"^ *([0-9a-f]+):\t((?:[0-9a-f]{2} )+) *\t(.*)$")]
    private static partial Regex InstructionRow();
}
