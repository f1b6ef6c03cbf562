namespace FusionDsl.Cli.Specs;

/// <summary>Writes pieces of a spec in one line, each value as it was written.</summary>
internal static class SpecPrinter
{
    /// <summary><c>{ concat: [A, B], layers: [dense: 8, relu] }</c></summary>
    /// <param name="node">A piece of <paramref name="text"/>.</param>
    /// <param name="text">Where it stands.</param>
    public static string InFlow(SpecNode node, string text) => node switch
    {
        SpecMapping mapping => Mapping(mapping.Entries.Select(entry => (entry.Key.Value, InFlow(entry.Value, text)))),
        SpecList list => $"[{string.Join(", ", list.Items.Select(item => Item(item, text)))}]",
        SpecScalar { IsAbsent: true } => "",
        // A value may be plain on a line of its own and still need quotes between brackets; a '|' block always does.
        SpecScalar scalar => IsOneLine(text[scalar.Start..scalar.End]) ? SpecValue.Fit(text[scalar.Start..scalar.End], inFlow: true)
            : $"\"{scalar.Value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"",
        _ => text[node.Start..node.End],
    };

    /// <summary><c>{ a: 1, b: 2 }</c></summary>
    public static string Mapping(IEnumerable<(string Key, string Value)> entries)
    {
        var pairs = string.Join(", ", entries.Select(Pair));
        return pairs.Length == 0 ? "{}" : $"{{ {pairs} }}";
    }

    // In a list, one key needs no braces: [dense: 8, relu].
    private static string Item(SpecNode item, string text) => item is SpecMapping { Entries: [var only] }
        ? Pair((only.Key.Value, InFlow(only.Value, text))) : InFlow(item, text);

    private static string Pair((string Key, string Value) entry) => entry.Value.Length == 0 ? $"{entry.Key}:" : $"{entry.Key}: {entry.Value}";

    private static bool IsOneLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0 && text[0] is not ('|' or '>');
}
