using FusionDsl.Architecture;
using FusionDsl.Generator.FrontEnds.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Mends;

/// <summary>Something in a spec, with all that is around it.</summary>
/// <param name="Around">The collections that it is in, the innermost last; with the index of its entry or item.</param>
/// <param name="Value">The value of its entry, or the item itself.</param>
/// <param name="Scalar">What stands at the very place: a key, a value or an item.</param>
internal sealed record SpecPosition(IReadOnlyList<(YamlNode Collection, int Index)> Around, YamlNode Value, YamlNode Scalar)
{
    /// <summary>The key, value or item that begins there; of several the innermost.</summary>
    public static SpecPosition? Find(YamlNode root, int start)
    {
        var around = new List<(YamlNode, int)>();
        SpecPosition? found = null;
        Visit(root);
        return found;

        void Visit(YamlNode node)
        {
            var children = node switch
            {
                YamlMap map => map.Entries.Select(entry => (Key: (YamlNode?)entry.Key, entry.Value)).ToList(),
                YamlList list => [.. list.Items.Select(item => (Key: (YamlNode?)null, Value: item))],
                _ => [],
            };
            for (var i = 0; i < children.Count; i++)
            {
                around.Add((node, i));
                var (key, value) = children[i];
                if (key?.Place.Start == start) found = new([.. around], value, key);
                else if (value.Place.Start == start) found = new([.. around], value, value);
                Visit(value);
                around.RemoveAt(around.Count - 1);
            }
        }
    }
}

/// <summary>Places as spans.</summary>
internal static class SpecSpans
{
    public static TextSpan Span(this YamlNode node) => new(node.Place.Start, node.Place.Length);

    /// <summary>From the key to the end of the value; a value that is not there ends behind the colon.</summary>
    public static TextSpan Span(this YamlEntry entry, SourceText text)
    {
        if (entry.Value is not YamlScalar { IsPlain: true, Text: "" }) return TextSpan.FromBounds(entry.Key.Place.Start, entry.Value.Span().End);
        var end = entry.Key.Span().End;
        while (end < text.Length && text[end] is ' ' or ':') end++;
        return TextSpan.FromBounds(entry.Key.Place.Start, end);
    }
}
