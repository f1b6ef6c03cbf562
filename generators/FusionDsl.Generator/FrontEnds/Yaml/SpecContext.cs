using System.Globalization;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>Findings of a spec, and the small steps from YAML to drafts that all readers share.</summary>
internal sealed class SpecContext
{
    public List<Finding> Findings { get; } = [];

    /// <summary>Whether nodes may be missing because they could not be read: then nothing can be said of those that read them.</summary>
    public bool LacksNodes { get; set; }

    public void Report(Rule rule, Place place, params string[] arguments) => Report(rule, place, mend: null, arguments);

    public void Report(Rule rule, Place place, Mend? mend, params string[] arguments)
    {
        Findings.Add(new(rule, place, arguments.ToEquatableArray()) { Mend = mend });
        if (Findings.Count >= TooManyFindings.Most) throw new TooManyFindings();
    }

    /// <param name="key">What is none of those expected.</param>
    /// <param name="what">What it would have to be.</param>
    /// <param name="expected">All that would do.</param>
    /// <param name="map">Where it stands: what stands there already is not what was meant.</param>
    public void Unknown(YamlScalar key, string what, IReadOnlyCollection<string> expected, YamlMap? map = null)
    {
        IReadOnlyCollection<string> free = map is null || Advice.IsRemarked(key.Text, expected) ? expected : [.. expected.Where(word => map.Find(word) is null)];
        var (advice, mend) = Written.Advice(key.Text, free);
        Report(Rule.UnknownKeyword, key.Place, mend, key.Text, what, advice, string.Join(", ", expected));
    }

    /// <summary>A key of a map that may be a misspelt one of those that are missing: then to call these missing would be noise.</summary>
    public static YamlScalar? Misspelt(YamlMap map, IReadOnlyCollection<string> missing) =>
        map.Entries.FirstOrDefault(entry => Advice.Knows(entry.Key.Text, missing))?.Key;

    /// <summary>The value as a map, or null after a report.</summary>
    public YamlMap? Map(YamlNode node, string what)
    {
        if (node is YamlMap map) return map;
        Report(Rule.WrongYamlKind, node.Place, what, "a map of keys and values", node.Form);
        return null;
    }

    /// <summary>The value as text, or null after a report.</summary>
    public string? Text(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsNothing: false } scalar) return scalar.Text;
        Report(Rule.WrongYamlKind, entry.Value.Place, entry.Key.Text, "one name", entry.Value.Form);
        return null;
    }

    /// <summary>A keyword with its arguments: <c>dense: 12</c>, <c>conv1d: { channels: 256, kernel: 16 }</c>, <c>batchNorm</c>.</summary>
    public DraftCall Call(Keyword keyword, YamlEntry entry)
    {
        DraftArgument[] arguments = entry.Value switch
        {
            YamlMap map => [.. map.Entries.Select(Argument)],
            YamlScalar { IsNothing: true } => [],
            _ => [new(null, entry.Value.Place, Value(entry.Value))],
        };
        return new(keyword.Name, entry.Key.Place, [], arguments.ToEquatableArray());
    }

    public static DraftArgument Argument(YamlEntry entry) => new(entry.Key.Text, entry.Key.Place, Value(entry.Value));

    public static DraftValue Value(YamlNode node) => node switch
    {
        YamlList list => new(DraftValueKind.List, "", list.Items.Select(Value).ToEquatableArray(), list.Place),
        YamlScalar { IsNothing: true } scalar => new(DraftValueKind.Nothing, "", [], scalar.Place),
        YamlScalar scalar => new(KindOf(scalar), scalar.Text, [], scalar.Place),
        _ => new(DraftValueKind.Map, "", [], node.Place),
    };

    private static DraftValueKind KindOf(YamlScalar scalar) =>
        !scalar.IsPlain ? DraftValueKind.Text
        : scalar.Text is "true" or "false" ? DraftValueKind.Flag
        : char.IsLetter(scalar.Text[0]) || !double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? DraftValueKind.Text
        : DraftValueKind.Number;
}
