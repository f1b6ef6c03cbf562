using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FusionDsl.Cli.Specs;

/// <summary>Builds the tree of places of a YAML text.</summary>
internal static class SpecTree
{
    private const int DeepestLevel = 100;

    /// <summary>The root of the text's one document; null if the text says nothing.</summary>
    /// <exception cref="SpecSyntaxException">The text is no YAML.</exception>
    public static SpecNode? Parse(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            var root = Node(parser, text, level: 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) throw new SpecSyntaxException("the file holds more than one YAML document");
            return root;
        }
        catch (YamlException error)
        {
            throw new SpecSyntaxException($"line {error.Start.Line}: {error.Message}");
        }
        catch (InvalidOperationException error)   // What YamlDotNet throws for a '[' that is never closed.
        {
            throw new SpecSyntaxException(error.Message);
        }
    }

    private static SpecNode Node(IParser parser, string text, int level)
    {
        if (level > DeepestLevel) throw new SpecSyntaxException($"it is nested more than {DeepestLevel} levels deep");
        if (parser.TryConsume<AnchorAlias>(out var alias)) return new SpecAlias(Index(alias.Start), Index(alias.End), alias.Value.Value);
        if (parser.TryConsume<Scalar>(out var scalar)) return Text(scalar, text);
        if (parser.TryConsume<SequenceStart>(out var list)) return List(parser, list, text, level);
        return Mapping(parser, parser.Consume<MappingStart>(), text, level);
    }

    private static SpecScalar Text(Scalar scalar, string text)
    {
        int start = Index(scalar.Start), end = Index(scalar.End);
        // The mark behind a '|' or '>' block is at the start of the next key.
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new(start, end, scalar.Value);
    }

    private static SpecList List(IParser parser, SequenceStart opening, string text, int level)
    {
        var items = new List<SpecNode>();
        while (!parser.Accept<SequenceEnd>(out _)) items.Add(Node(parser, text, level + 1));
        var closing = parser.Consume<SequenceEnd>();
        var start = Index(opening.Start);
        var end = opening.Style == SequenceStyle.Flow ? Index(closing.Start) + 1 : EndOf(items, start);
        return new(start, end, opening.Style == SequenceStyle.Flow, items);
    }

    private static SpecMapping Mapping(IParser parser, MappingStart opening, string text, int level)
    {
        var entries = new List<SpecEntry>();
        while (!parser.Accept<MappingEnd>(out _))
        {
            if (Node(parser, text, level + 1) is not SpecScalar key)
                throw new SpecSyntaxException("a list, mapping or alias is used as a key");
            entries.Add(new(key, Node(parser, text, level + 1)));
        }
        var closing = parser.Consume<MappingEnd>();
        var start = Index(opening.Start);
        if (opening.Style != MappingStyle.Flow)
            return new(start, EndOf(entries.SelectMany(entry => new[] { entry.Key, entry.Value }), start), MappingForm.Block, entries);

        // The one pair in [dense: 256] has no place of its own in the parser's events.
        var braces = text[start] == '{' || entries.Count != 1 || entries[0].Key.Start < start;
        return braces && text[Index(closing.Start)] == '}'
            ? new(start, Index(closing.Start) + 1, MappingForm.Braces, entries)
            : new(entries[0].Key.Start, EndOf([entries[0].Key, entries[0].Value], start), MappingForm.Pair, entries);
    }

    private static int EndOf(IEnumerable<SpecNode> children, int start) =>
        children.Aggregate(start, (end, child) => Math.Max(end, child.End));

    private static int Index(Mark mark) => checked((int)mark.Index);
}

/// <summary>A text is no YAML, so that it cannot be edited. The generator says it better, with the place.</summary>
internal sealed class SpecSyntaxException(string message) : FusionException(message);
