using FusionDsl.Generator.FrontEnds.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Mends;

/// <summary>Edits of a YAML text that keep its layout: in brackets with commas, else with a line for each.</summary>
internal sealed class SpecLayout(SourceText text)
{
    private string NewLine => text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";

    /// <summary>Takes away an entry or item; with it what would then be empty.</summary>
    public TextChange? Remove(SpecPosition at)
    {
        for (var depth = at.Around.Count - 1; depth >= 0; depth--)
        {
            var (collection, index) = at.Around[depth];
            var spans = Spans(collection);
            // The only item of a list, or the only key of a map, takes the whole with it; but a spec is never empty.
            if (spans.Count == 1 && depth > 0) continue;
            return new(IsInBrackets(collection) ? InBrackets(spans, index) : WholeLines(spans, index, collection is YamlList), "");
        }
        return null;
    }

    /// <summary>A new item in front of one of a list.</summary>
    public TextChange? PutBefore(SpecPosition at, string item)
    {
        // The map [dense: 12] is an item itself.
        var depth = at.Around.Count - 1;
        while (depth >= 0 && at.Around[depth].Collection is not YamlList) depth--;
        if (depth < 0) return null;
        var (list, index) = at.Around[depth];
        var start = Spans(list)[index].Start;
        if (IsInBrackets(list)) return new(new(start, 0), item + ", ");
        var dash = Dash(start);
        return new(new(dash, 0), $"- {item}{NewLine}{Indent(dash)}");
    }

    /// <summary>A new item at the end of a list.</summary>
    public TextChange? Append(YamlList list, string item)
    {
        if (list.Items.Count == 0) return IsInBrackets(list) ? new(list.Span(), $"[{item}]") : null;
        var last = Spans(list)[list.Items.Count - 1];
        if (IsInBrackets(list)) return new(new(last.End, 0), ", " + item);
        return new(new(text.Lines.GetLineFromPosition(last.End).End, 0), $"{NewLine}{Indent(Dash(last.Start))}- {item}");
    }

    /// <summary>A new entry at the end of a map.</summary>
    public TextChange? Add(YamlMap map, string entry)
    {
        if (map.Entries.Count == 0) return IsInBrackets(map) ? new(map.Span(), $"{{ {entry} }}") : null;
        var last = Spans(map)[map.Entries.Count - 1];
        if (IsInBrackets(map)) return new(new(last.End, 0), ", " + entry);
        return new(new(text.Lines.GetLineFromPosition(last.End).End, 0), $"{NewLine}{Indent(map.Entries[0].Key.Place.Start)}{entry}");
    }

    private bool IsInBrackets(YamlNode collection) => text[collection.Place.Start] is '[' or '{';

    private List<TextSpan> Spans(YamlNode collection) => collection switch
    {
        YamlMap map => [.. map.Entries.Select(entry => entry.Span(text))],
        YamlList list => [.. list.Items.Select(item => item.Span())],
        _ => [],
    };

    private static TextSpan InBrackets(List<TextSpan> spans, int index) =>
        index + 1 < spans.Count ? TextSpan.FromBounds(spans[index].Start, spans[index + 1].Start)
        : index > 0 ? TextSpan.FromBounds(spans[index - 1].End, spans[index].End)
        : spans[index];

    private TextSpan WholeLines(List<TextSpan> spans, int index, bool isList)
    {
        var start = isList ? Dash(spans[index].Start) : spans[index].Start;
        var line = text.Lines.GetLineFromPosition(start);
        // Behind the dash of a list, or behind anything else, it has no line to itself.
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, start))))
            return index + 1 < spans.Count ? TextSpan.FromBounds(start, spans[index + 1].Start) : TextSpan.FromBounds(start, spans[index].End);
        return TextSpan.FromBounds(line.Start, text.Lines.GetLineFromPosition(spans[index].End).EndIncludingLineBreak);
    }

    private int Dash(int item)
    {
        var dash = item;
        while (dash > 0 && text[dash] != '-') dash--;
        return dash;
    }

    private string Indent(int position) => new(' ', position - text.Lines.GetLineFromPosition(position).Start);
}
