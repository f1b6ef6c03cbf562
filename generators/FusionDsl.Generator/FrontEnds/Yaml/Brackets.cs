using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>Slips around brackets, for texts that the parser gave up: it tells where it stopped, which is seldom where the slip is.</summary>
internal static class Brackets
{
    /// <summary>The first that is too many, and what is in its way; null if there is none. One that lacks its partner the parser knows better.</summary>
    public static YamlComplaint? Fault(SourceText text)
    {
        var open = new Stack<int>();
        var before = '\n';      // The last letter that is no blank.
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var begins = before is '\n' or ':' or ',' or '[' or '{' or '-';
            if (letter == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1]))) i = text.Lines.GetLineFromPosition(i).End - 1;
            else if (letter is '"' or '\'' && begins)
            {
                i = EndOfQuote(text, i);
                before = letter;
            }
            else if (letter is '[' or '{' && (begins || open.Count > 0)) open.Push(i);
            else if (letter is ']' or '}' && (open.Count > 0 || before is ']' or '}'))
            {
                if (open.Count == 0) return new(i, 1, $"'{letter}' closes nothing; remove it");
                if (text[open.Pop()] == '[' != (letter == ']')) return before is ']' or '}' ? new(i, 1, $"'{letter}' closes nothing; remove it") : null;
            }
            else if (letter == ',' && open.Count == 0 && before is ']' or '}') return new(i, 1, "a comma behind the last bracket; remove it");
            else if (letter == ';' && open.Count > 0) return new(i, 1, "in brackets a comma stands between two entries, and no ';'");
            if (letter == '\n' ? open.Count == 0 : !char.IsWhiteSpace(letter)) before = letter;
        }
        return null;
    }

    private static int EndOfQuote(SourceText text, int start)
    {
        var end = start + 1;
        while (end < text.Length && text[end] != text[start]) end += text[start] == '"' && text[end] == '\\' ? 2 : 1;
        return Math.Min(end, text.Length - 1);
    }
}
