using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>What is wrong with a text that is no YAML, in words for somebody who does not know how YAML is scanned, and where.</summary>
internal readonly record struct YamlComplaint(int Start, int Length, string Text)
{
    /// <param name="text">The whole spec.</param>
    /// <param name="cause">The parser's own words.</param>
    /// <param name="start">Where it stopped.</param>
    /// <param name="length">How much it marks.</param>
    public static YamlComplaint Of(SourceText text, string cause, int start, int length)
    {
        if (cause.Contains("quoted scalar"))
            return cause.Contains("escape") ? new(start, length, "a backslash in double quotes begins an escape, and this is none; write '/' in a path, or use single quotes")
                : new(start, 1, "the quote that begins here is not closed, or text follows behind it");
        if (cause.Contains("found invalid mapping")) return Mapping(text, start) ?? new(start, length, "a second ': ' stands in this line; put the value into quotes, or begin a new line");
        if (Dash(text) is { } dash) return dash;
        if (cause.Contains("did not find expected key") && MissingColon(text, text.Lines.GetLineFromPosition(start).LineNumber) is { } colon) return colon;
        if (cause.Contains("did not find expected key") || cause.Contains("<document end>") || cause.Contains("expected <block end>"))
            return new(start, length, "this belongs to nothing above it; expected a key with ': ' behind it, indented like the keys beside it");
        if (cause.Contains("cannot start any token")) return new(start, length, $"'{text.ToString(new(start, 1))}' cannot begin a value; put the value into quotes");
        return new(start, length, cause);
    }

    /// <summary>A text in another language; null if it is none.</summary>
    public static YamlComplaint? OfCSharp(SourceText text)
    {
        foreach (var line in text.Lines)
            if (line.ToString().TrimStart().StartsWith("[FusionModel", StringComparison.Ordinal))
                return new(line.Start, line.Span.Length, "this is C#, and belongs into a .cs file; a spec begins with 'model: MyNet'");
        return null;
    }

    // Somewhere a colon was not seen, and two lines became one; or a line is indented below a key that has a value.
    private static YamlComplaint? Mapping(SourceText text, int position)
    {
        var number = text.Lines.GetLineFromPosition(Math.Min(position, text.Length)).LineNumber;
        var above = number - 1;
        while (above >= 0 && Content(text, above).Text is "" or ['#', ..] or ['-', '-', '-', ..]) above--;
        if (above < 0) return null;
        if (MissingColon(text, above) is { } missing) return missing;
        var (here, before) = (Content(text, number), Content(text, above));
        if (Second(here) is { } second) return second;
        return here.Start - text.Lines[number].Start > before.Start - text.Lines[above].Start
            ? new(here.Start, Math.Max(1, here.Text.IndexOf(':')), "this line is indented deeper than the one above it, which already has a value; expected the same indentation") : null;
    }

    // epochs: 3: 4
    private static YamlComplaint? Second((int Start, string Text) line)
    {
        var first = line.Text.IndexOf(": ", StringComparison.Ordinal);
        var second = first < 0 || line.Text.IndexOfAny(['{', '[', '"', '\'', '#']) >= 0 ? -1 : line.Text.IndexOf(": ", first + 1, StringComparison.Ordinal);
        return second < 0 ? null : new(line.Start + second, 1, "a second ': ' stands in this line; put the value into quotes, or begin a new line");
    }

    // -dense: 8
    private static YamlComplaint? Dash(SourceText text)
    {
        for (var number = 0; number < text.Lines.Count; number++)
            if (Content(text, number) is { Text: ['-', var next, ..] } line && char.IsLetter(next)) return new(line.Start, 1, "a space is missing behind the dash");
        return null;
    }

    private static YamlComplaint? MissingColon(SourceText text, int number)
    {
        // A list begins below its key.
        while (number > 0 && Content(text, number).Text.StartsWith("- ", StringComparison.Ordinal)) number--;
        var (start, line) = Content(text, number);
        var plain = line.StartsWith("- ", StringComparison.Ordinal) ? line.Substring(2) : line;
        if (plain.IndexOf('\uFF1A') is >= 0 and var wide) return new(start + line.Length - plain.Length + wide, 1, "this colon is a full-width one; expected ': '");
        if (plain.Contains(": ") || plain.EndsWith(":", StringComparison.Ordinal)) return null;
        return new(start, line.Length, plain.Contains(':') ? "a space is missing behind the colon" : "a colon and a space are missing behind the key");
    }

    private static (int Start, string Text) Content(SourceText text, int number)
    {
        var line = text.Lines[number].ToString();
        var trimmed = line.TrimStart().TrimStart('\uFEFF').TrimStart();     // a second byte order mark
        return (text.Lines[number].Start + line.Length - trimmed.Length, trimmed.TrimEnd());
    }
}
