using System.Runtime.CompilerServices;
using System.Text;

namespace FusionDsl.Generator.Emit;

/// <summary>
/// Templates that look like their output: a raw string with holes. What fills a hole may have several lines; they are indented like the hole.
/// A line that has nothing but empty holes is left out.
/// </summary>
internal static class Code
{
    private const int MaximalCall = 110;
    private const int MaximalFlow = 90;
    private const int MaximalColumn = 80;
    private const int MaximalLine = 128;    // and at most 12 columns of indentation

    /// <summary>The text of a template, with <c>\n</c> as line end on every system.</summary>
    public static string Text(Template template) => template.ToString();

    /// <summary>Lines under each other.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join("\n", lines.Where(line => line.Length > 0));

    /// <summary>Blocks with an empty line between them.</summary>
    public static string Blocks(IEnumerable<string> blocks) => string.Join("\n\n", blocks.Where(block => block.Length > 0));

    /// <summary>Blocks with an empty line between them.</summary>
    public static string Blocks(params string[] blocks) => Blocks((IEnumerable<string>)blocks);

    /// <summary>Items behind each other: a, b, c.</summary>
    public static string List(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>A call: in one line where that is short enough to read, else with a line per argument.</summary>
    public static string Call(string start, IEnumerable<string> arguments, int maximum = MaximalCall)
    {
        var all = arguments.ToList();
        var line = $"{start}({List(all)})";
        return line.Length <= maximum ? line : $"{start}(\n    {string.Join(",\n    ", all)})";
    }

    /// <summary>Items behind each other, on as many lines as they need.</summary>
    public static string Flow(IEnumerable<string> items)
    {
        var lines = new List<string>();
        foreach (var item in items)
        {
            if (lines.Count > 0 && lines[lines.Count - 1].Length + item.Length + 2 <= MaximalFlow) lines[lines.Count - 1] += $", {item}";
            else lines.Add(item);
        }
        return string.Join(",\n", lines);
    }

    /// <summary>A statement that is too long for one line, folded behind the commas of its calls.</summary>
    public static string Folded(string statement)
    {
        var (folded, rest) = ("", statement);
        while (rest.Length > MaximalCall && rest.LastIndexOf(", ", MaximalCall, StringComparison.Ordinal) is > 0 and var comma)
        {
            folded += rest.Substring(0, comma + 1) + "\n    ";
            rest = rest.Substring(comma + 2);
        }
        return folded + rest;
    }

    /// <summary>Statements with their comments in one column, so that shapes can be read from top to bottom.</summary>
    public static string Commented(IEnumerable<(string Code, string Comment)> lines)
    {
        var all = lines.ToList();
        // A statement that is much longer than the others has its comment to itself.
        var width = all.Where(line => line.Comment.Length > 0).Select(line => line.Code.Length).Where(length => length <= MaximalColumn).DefaultIfEmpty(0).Max();
        return Lines(all.Select(line => line.Comment.Length == 0 ? line.Code : Commented(line.Code.PadRight(width), line.Comment)));
    }

    private static string Commented(string code, string comment)
    {
        var line = $"{code}  // {comment}";
        return line.Length > MaximalLine && code.IndexOf('\n') < 0 ? $"// {comment}\n{code}" : line;
    }

    /// <summary>A long sentence on several lines.</summary>
    public static string Wrapped(string prefix, string text)
    {
        const int width = 120;
        var start = prefix.TrimEnd();
        var (wrapped, line) = (new StringBuilder(start), start.Length);
        foreach (var word in text.Split(' '))
        {
            if (line + word.Length >= width)
            {
                wrapped.Append('\n').Append(start);
                line = start.Length;
            }
            wrapped.Append(' ').Append(word);
            line += 1 + word.Length;
        }
        return wrapped.ToString();
    }

    /// <summary>Collects a template; used by the compiler.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        // Marks an empty hole: a private-use character, which no checked name or escaped literal contains.
        private const char Nothing = '\uE000';

        private readonly Pile _pile;
        private readonly int _start;

        public Template(int literalLength, int formattedCount)
        {
            _pile = Pile.OfThread;
            _start = _pile.Length;
        }

        public void AppendLiteral(string literal) => _pile.Append(literal.IndexOf('\r') < 0 ? literal : literal.Replace("\r", ""));

        public void AppendFormatted(string hole)
        {
            var indentation = -1;
            for (var start = 0; start < hole.Length;)
            {
                var next = hole.IndexOf('\n', start) + 1;
                if (next == 0) next = hole.Length;
                else if (indentation < 0) indentation = Indentation();
                if (start > 0 && hole[start] != '\n') _pile.Append(' ', indentation);
                _pile.Append(hole, start, next - start);
                start = next;
            }
            if (hole.Length == 0) _pile.Append(Nothing);
        }

        public override string ToString()
        {
            var text = _pile.From(_start);
            // Most templates have neither an empty hole nor a blank at the end of a line: then all is said, and nothing need be taken apart.
            if (text.IndexOf(Nothing) >= 0 || text.IndexOf(" \n".AsSpan()) >= 0 || text.Length > 0 && text[text.Length - 1] == ' ') Clear();
            return _pile.Take(_start);
        }

        // In place: every line of every file comes through here several times.
        private void Clear()
        {
            var (end, isFirst) = (_start, true);
            for (var start = _start; start <= _pile.Length;)
            {
                var length = _pile.From(start).IndexOf('\n');
                var next = length < 0 ? _pile.Length + 1 : start + length + 1;
                var last = next - 1;
                var isHole = _pile.From(start).Slice(0, last - start).IndexOf(Nothing) >= 0;
                while (last > start && (_pile[last - 1] == Nothing || char.IsWhiteSpace(_pile[last - 1]))) last--;
                if (!isHole || last > start)
                {
                    if (!isFirst) _pile[end++] = '\n';
                    isFirst = false;
                    for (; start < last; start++)
                        if (_pile[start] != Nothing) _pile[end++] = _pile[start];
                }
                start = next;
            }
            _pile.Cut(end);
        }

        private int Indentation()
        {
            var line = _pile.From(_start);
            line = line.Slice(line.LastIndexOf('\n') + 1);
            var count = 0;
            while (count < line.Length && line[count] == ' ') count++;
            return count;
        }
    }
}
