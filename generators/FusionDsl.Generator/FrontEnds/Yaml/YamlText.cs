using System.Runtime.CompilerServices;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>
/// From text to a tree with places. The only class that names YamlDotNet, so that a project without specs never loads it. YamlDotNet accepts
/// much that a spec must not contain; this tree rejects it.
/// </summary>
internal sealed class YamlText
{
    /// <summary>Letters of a spec that is still read: some hundred times as many as a long one has.</summary>
    public const int MaximalLength = 4_000_000;

    private const int MaximalDepth = 32;
    private const int MaximalNodes = 200_000;

    private readonly string _path;
    private readonly SourceText _text;
    private readonly int _marks;
    private readonly List<Finding> _findings;
    private readonly CancellationToken _cancellation;
    private readonly Stack<Place> _open = new();
    private int _nodes;
    private int _end;
    private bool _isEmpty;

    private YamlText(string path, SourceText text, List<Finding> findings, CancellationToken cancellation) =>
        (_path, _text, _marks, _findings, _cancellation) = (path, text, ByteOrderMarks(text), findings, cancellation);

    /// <returns>The root; null after a finding.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static YamlNode? Parse(string path, string text, List<Finding> findings, CancellationToken cancellation)
    {
        var reader = new YamlText(path, SourceText.From(text), findings, cancellation);
        if (text.Length > MaximalLength)
        {
            findings.Add(new(Rule.YamlTooLarge, reader.At(0, 1), [$"more than {((long)MaximalLength).Grouped()} letters", ((long)MaximalLength).Grouped()]));
            return null;
        }
        if (text.IndexOf('\0') is >= 0 and var nul)
        {
            findings.Add(new(Rule.YamlSyntax, reader.At(nul, 1), ["a NUL character; remove it, or save the file as UTF-8 text"]));
            return null;
        }
        try
        {
            return reader.ReadDocument(new Parser(new StringReader(text.Substring(reader._marks))));
        }
        catch (YamlException exception)
        {
            findings.Add(reader.Tab() ?? reader.Told(YamlComplaint.OfCSharp(reader._text) ?? Brackets.Fault(reader._text)) ?? (Cause(exception).Contains("expected ','") ? reader.Unclosed() : null)
                ?? reader.Complaint(exception));
        }
        catch (Rejected)
        {
        }
        // The scanner of YamlDotNet throws other exceptions on some texts; they carry no place, so the end of what was read must do.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add(reader.Tab() ?? reader.Unclosed()
                ?? new(Rule.YamlSyntax, reader.At(reader._end, 1), ["something is not closed, or a value stands where none can be"]));
        }
        return null;
    }

    private YamlNode? ReadDocument(IParser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return new YamlScalar("", true, At(0, 0));
        parser.Consume<DocumentStart>();
        var root = Read(parser, 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            throw Reject(Rule.UnsupportedYaml, Between(second.Start, second.End), "Several documents", "Use a file for each model");
        return root;
    }

    private YamlNode Read(IParser parser, int depth)
    {
        _cancellation.ThrowIfCancellationRequested();
        var (node, place) = Next(parser);
        if (depth > MaximalDepth) throw Reject(Rule.YamlTooLarge, place, $"more than {MaximalDepth.Invariant()} levels", MaximalDepth.Invariant());
        if (++_nodes > MaximalNodes) throw Reject(Rule.YamlTooLarge, place, $"more than {((long)MaximalNodes).Grouped()} values", ((long)MaximalNodes).Grouped());
        return node switch
        {
            Scalar { Style: ScalarStyle.Plain, Value: ['\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019', ..] } quoted =>
                throw Reject(Rule.YamlSyntax, place, $"'{quoted.Value[0]}' is no quote of YAML; write \" or leave the quotes out"),
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, place),
            SequenceStart => Enclosed(place, () => ReadList(parser, place, depth)),
            _ => Enclosed(place, () => ReadMap(parser, place, depth)),
        };
    }

    private (NodeEvent Node, Place Place) Next(IParser parser)
    {
        if (parser.Accept<AnchorAlias>(out var alias))
            throw Reject(Rule.UnsupportedYaml, Between(alias.Start, alias.End), "Anchors and aliases", "Write the value out");
        var node = parser.Consume<NodeEvent>();
        _end = _marks + (int)node.End.Index;
        _isEmpty = node is Scalar { Value.Length: 0, Style: ScalarStyle.Plain };
        var place = Between(node.Start, node.End);
        if (!node.Anchor.IsEmpty) throw Reject(Rule.UnsupportedYaml, place, "Anchors and aliases", "Write the value out");
        if (!node.Tag.IsEmpty) throw Reject(Rule.UnsupportedYaml, place, "Tags", $"Remove '{node.Tag}'");
        return (node, place);
    }

    private Finding Complaint(YamlException exception)
    {
        var start = Math.Min(_marks + (int)exception.Start.Index, _text.Length);
        return Told(YamlComplaint.Of(_text, Cause(exception), start, Math.Max(1, (int)(exception.End.Index - exception.Start.Index))))!;
    }

    private Finding? Told(YamlComplaint? complaint) => complaint is { } told ? new(Rule.YamlSyntax, At(told.Start, told.Length), [told.Text]) : null;

    // Remembers what is open, so that a text that ends too early is told at the bracket that has no partner.
    private YamlNode Enclosed(Place opening, Func<YamlNode> read)
    {
        var isBracket = _text[opening.Start] is '[' or '{';
        if (isBracket) _open.Push(At(opening.Start, 1));
        var node = read();
        if (isBracket) _open.Pop();
        return node;
    }

    private Finding? Unclosed() => _open.Count == 0 ? null : new(Rule.YamlSyntax, _open.Peek(), [$"'{_text[_open.Peek().Start]}' is not closed, or a comma is missing behind it"]);

    // YAML forbids tabs in front of a line; the parser's own complaint stands elsewhere.
    private Finding? Tab()
    {
        foreach (var line in _text.Lines)
        {
            var start = line.Start;
            while (start < line.End && _text[start] == ' ') start++;
            if (start < line.End && _text[start] == '\t') return new(Rule.YamlSyntax, At(start, 1), ["a tab stands in front of a line; expected spaces"]);
        }
        return null;
    }

    private YamlList ReadList(IParser parser, Place start, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.Accept<SequenceEnd>(out _))
        {
            if (items.Count > 0) CheckComma(start, parser);
            items.Add(Read(parser, depth + 1));
        }
        return new(items.ToEquatableArray(), Until(start, parser.Consume<SequenceEnd>()));
    }

    private YamlMap ReadMap(IParser parser, Place start, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.Accept<MappingEnd>(out _))
        {
            if (entries.Count > 0) CheckComma(start, parser);
            if (Read(parser, depth + 1) is not YamlScalar key) throw Reject(Rule.YamlSyntax, start, "a key is a list or a map; expected a name");
            if (key.Text == "<<") throw Reject(Rule.UnsupportedYaml, key.Place, "Merge keys", "Write the values out");
            if (!keys.Add(key.Text)) throw Reject(Rule.DuplicateKey, key.Place, [entries.First(entry => entry.Key.Text == key.Text).Key.Place], key.Text);
            entries.Add(new(key, Read(parser, depth + 1)));
            if (entries.Count > 1) CheckDecimal(start, entries[entries.Count - 2].Value, entries[entries.Count - 1]);
        }
        // A map without brackets inside a list has no place of its own: [dense: 12].
        if (entries.Count > 0 && _text[start.Start] != '{') start = entries[0].Key.Place;
        return new(entries.ToEquatableArray(), Until(start, parser.Consume<MappingEnd>()));
    }

    // YamlDotNet does without the comma between two values in brackets; YAML does not.
    private void CheckComma(Place opening, IParser parser)
    {
        if (_text[opening.Start] is not ('[' or '{') || _isEmpty || parser.Current is not { } next) return;
        var to = _marks + (int)next.Start.Index;
        if (to <= _end || to > _text.Length || _text.ToString(TextSpan.FromBounds(_end, to)).Contains(',')) return;
        throw Reject(Rule.YamlSyntax, Between(next.Start, next.End), "a comma is missing in front of this");
    }

    // { validation: 0,15 } is a 0 and a key 15.
    private void CheckDecimal(Place opening, YamlNode before, YamlEntry entry)
    {
        if (_text[opening.Start] != '{' || before is not YamlScalar { IsPlain: true } number || entry is not { Key.IsPlain: true, Value: YamlScalar { IsNothing: true } }) return;
        if (number.Place.Start + number.Place.Length + 1 != entry.Key.Place.Start || !(number.Text + entry.Key.Text).All(letter => letter is >= '0' and <= '9')) return;
        throw Reject(Rule.YamlSyntax, At(number.Place.Start, number.Place.Length + 1 + entry.Key.Place.Length),
            $"'{number.Text},{entry.Key.Text}' is two values, since a comma separates them; a number has a point: {number.Text}.{entry.Key.Text}");
    }

    // The end of a collection in brackets is told before its bracket, that of another one behind the empty lines that follow it.
    private Place Until(Place start, ParsingEvent end)
    {
        var stop = Math.Min(_marks + (int)end.End.Index, _text.Length);
        if (_text[start.Start] is '[' or '{') stop = Math.Min(stop + 1, _text.Length);
        while (stop > start.Start && char.IsWhiteSpace(_text[stop - 1])) stop--;
        return At(start.Start, Math.Max(start.Length, stop - start.Start));
    }

    // What stands on lines of its own ends with the last of them, not with the empty ones behind it.
    private Place Between(Mark start, Mark end)
    {
        var (from, to) = (Math.Min(_marks + (int)start.Index, _text.Length), Math.Min(_marks + (int)end.Index, _text.Length));
        while (to > from + 1 && char.IsWhiteSpace(_text[to - 1])) to--;
        return At(from, Math.Max(1, to - from));
    }

    // One is taken away by whoever reads a file; a second one stands in its text.
    private static int ByteOrderMarks(SourceText text)
    {
        var count = 0;
        while (count < text.Length && text[count] == '\uFEFF') count++;
        return count;
    }

    // Marks count UTF-16 units as SourceText does; their lines and columns are off for some texts, so those of SourceText are taken.
    private Place At(int start, int length)
    {
        start = Math.Min(Math.Max(0, start), _text.Length);
        var span = new TextSpan(start, Math.Min(Math.Max(0, length), _text.Length - start));
        var lines = _text.Lines.GetLinePositionSpan(span);
        return new(_path, span.Start, span.Length, lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }

    private Rejected Reject(Rule rule, Place place, params string[] arguments) => Reject(rule, place, [], arguments);

    private Rejected Reject(Rule rule, Place place, EquatableArray<Place> related, params string[] arguments)
    {
        _findings.Add(new(rule, place, arguments.ToEquatableArray()) { Related = related });
        return new();
    }

    // YamlDotNet begins its messages with the place, which is told already.
    private static string Cause(YamlException exception)
    {
        var message = exception.InnerException?.Message ?? exception.Message;
        var behindPlace = message.IndexOf("): ", StringComparison.Ordinal);
        return (behindPlace < 0 ? message : message.Substring(behindPlace + 3)).TrimEnd('.');
    }

    private sealed class Rejected : Exception;
}
