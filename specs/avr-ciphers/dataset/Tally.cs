using System.Text;

namespace AvrCiphers.Dataset;

/// <summary>What was read, left out and kept, as tables for the README.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _ambiguous = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Column, SplitPart Part), int> _twins = [];
    private readonly HashSet<string> _ambiguousSequences = [];

    public int Images { get; set; }

    public int Functions { get; set; }

    public int Short { get; set; }

    public int Repeated { get; set; }

    public void AddAmbiguous(FunctionRow row)
    {
        _ambiguous[row.Cipher] = _ambiguous.GetValueOrDefault(row.Cipher) + 1;
        _ambiguousSequences.Add(row.Sequence);
    }

    public void AddTwin(string column, SplitPart lost) => _twins[(column, lost)] = _twins.GetValueOrDefault((column, lost)) + 1;

    public string Report(List<FunctionRow> rows)
    {
        var text = new StringBuilder();
        int[] lengths = [.. rows.Select(row => row.Opcodes.Length).Order()];
        Line(text, $"{Images} images, {Functions} functions: {Short} shorter than {Collector.ShortestFunction} instructions left out; "
            + $"{_ambiguous.Values.Sum()} left out because their sequence ({_ambiguousSequences.Count} sequences) occurs under two labels "
            + $"({string.Join(", ", _ambiguous.Select(pair => $"{pair.Key} {pair.Value}"))}); {Repeated} repeated within a build.");
        Line(text, $"{rows.Count} rows, {rows.DistinctBy(row => row.Sequence).Count()} distinct sequences; "
            + $"instructions: median {lengths[lengths.Length / 2]}, 90 % at most {lengths[lengths.Length * 9 / 10]}, "
            + $"99 % at most {lengths[lengths.Length * 99 / 100]}, longest {lengths[^1]}.");
        Line(text, $"Sequences left out of a part because training (or the test) has them: "
            + string.Join("; ", _twins.Select(pair => $"{pair.Key.Column} {Name(pair.Key.Part)} {pair.Value}")) + ".");
        Line(text, "");
        Line(text, $"| class | {string.Join(" | ", Splits.All.Select(split => split.Column))} |");
        Line(text, $"|---|{string.Concat(Splits.All.Select(_ => "---|"))}");
        foreach (string cipher in Labels.Ciphers.Append("all"))
        {
            var cells = Enumerable.Range(0, Splits.All.Count).Select(split => Cell(rows, cipher, split));
            Line(text, $"| {cipher} | {string.Join(" | ", cells)} |");
        }

        return text.ToString();
    }

    public static string Name(SplitPart part) => part == SplitPart.None ? "" : part.ToString().ToLowerInvariant();

    private static string Cell(List<FunctionRow> rows, string cipher, int split)
    {
        int Count(SplitPart part) => rows.Count(row => row.Parts[split] == part && (cipher == "all" || row.Cipher == cipher));
        return $"{Count(SplitPart.Train)} / {Count(SplitPart.Validation)} / {Count(SplitPart.Test)}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
