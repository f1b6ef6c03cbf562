using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>
/// A text and the spans that were marked in it with <c>[|</c> and <c>|]</c>; nothing between the two marks a place before a character.
/// </summary>
public sealed partial record MarkedText(string Text, ImmutableArray<Mark> Marks)
{
    public static MarkedText Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var position = 0;
        while (marked.IndexOf("[|", position, StringComparison.Ordinal) is var open and >= 0)
        {
            var close = marked.IndexOf("|]", open + 2, StringComparison.Ordinal);
            var next = marked.IndexOf("[|", open + 2, StringComparison.Ordinal);
            if (close < 0 || (next >= 0 && next < close))
                throw new HarnessException($"The mark '[|' at offset {open} is not closed by '|]' before the next one or the end.");
            var content = marked[(open + 2)..close];
            var id = Id().Match(content) is { Success: true } match ? match.Groups[1].Value : null;
            text.Append(marked, position, open - position);
            var start = text.Length;
            text.Append(id is null ? content : content[(id.Length + 1)..]);
            marks.Add(new Mark(TextSpan.FromBounds(start, text.Length), id));
            position = close + 2;
        }
        return new MarkedText(text.Append(marked, position, marked.Length - position).ToString(), marks.ToImmutable());
    }

    /// <summary>The inverse of <see cref="Parse"/>; marks that overlap cannot be written and are left out after the first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (var mark in Marks.OrderBy(m => m.Span).Where(m => m.Span.Start >= position))
        {
            text.Append(Text, position, mark.Span.Start - position)
                .Append("[|").Append(mark.Id is null ? "" : mark.Id + ":").Append(Text, mark.Span.Start, mark.Span.Length).Append("|]");
            position = mark.Span.End;
        }
        return text.Append(Text, position, Text.Length - position).ToString();
    }

    [GeneratedRegex(@"\A([A-Z]{2,}[0-9]{3,5}):")]
    private static partial Regex Id();
}
