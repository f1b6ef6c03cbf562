using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The sections of nodes: each key is a name, each value says what the node is.</summary>
internal sealed class NodeReader(SpecContext context, IReadOnlyDictionary<string, SpecSource> sources)
{
    public List<DraftNode> Read(YamlMap spec) =>
    [
        .. Section(spec, "modalities", Modality),
        .. Section(spec, "encoders", (name, node) => Part(name, node, [Catalogue.Encoder, Catalogue.Autoencoder], "encoder")),
        .. Section(spec, "fusions", (name, node) => Part(name, node, Catalogue.Operators, "fusion")).Select(node => node with { IsDecision = false }),
        .. Section(spec, "heads", (name, node) => Part(name, node, Catalogue.Heads, "head")),
        .. Section(spec, "decisions", (name, node) => Part(name, node, Catalogue.Decisions, "decision")).Select(node => node with { IsDecision = true }),
    ];

    private List<DraftNode> Section(YamlMap spec, string name, Func<YamlScalar, YamlMap, IEnumerable<DraftCall>> calls)
    {
        if (spec.Find(name) is not { } section) return [];
        if (section.Value is not YamlMap nodes)
        {
            if (section.Value is YamlList list) context.Report(Rule.WrongYamlKind, list.Place, name, "a map of nodes by their names, without '-' in front", list.Form);
            else context.Map(section.Value, name);
            context.LacksNodes = true;
            return [];
        }
        var drafts = new List<DraftNode>();
        for (var i = 0; i < nodes.Entries.Count; i++)
        {
            var entry = nodes.Entries[i];
            var findings = context.Findings.Count;
            if (drafts.Count > 0 && BelongsDeeper(entry))
            {
                var last = drafts.Count - 1;
                context.Report(Rule.WrongIndentation, entry.Key.Place, entry.Key.Text, $"among the names of '{name}'", drafts[last].Name);
                drafts[last] = drafts[last] with { IsBroken = true };
                continue;
            }
            var found = new List<DraftCall>();
            // The next section, too far to the right.
            if (entry.Value is YamlMap && SpecReader.Sections.Contains(entry.Key.Text))
            {
                context.Report(Rule.SectionInside, entry.Key.Place, entry.Key.Text, name);
                context.LacksNodes = true;
                continue;
            }
            // What is missing here may stand in the next line, which is told.
            var isTold = entry.Value is YamlScalar { IsNothing: true } && i + 1 < nodes.Entries.Count && BelongsDeeper(nodes.Entries[i + 1]);
            if (!isTold && context.Map(entry.Value, entry.Key.Text) is { } node) found.AddRange(calls(entry.Key, node));
            if (sources.TryGetValue(entry.Key.Text, out var source)) found.Add(source.Call);
            drafts.Add(new(entry.Key.Text, entry.Key.Place, found.ToEquatableArray()) { IsBroken = isTold || context.Findings.Count > findings });
        }
        return drafts;
    }

    // A key of a node at the level of the nodes' names.
    private static bool BelongsDeeper(YamlEntry entry) =>
        entry.Value is not YamlMap && !Names.IsName(entry.Key.Text)
        && (entry.Key.Text is "layers" or "enum" or "classes" || Catalogue.All.Any(keyword => keyword.Key == entry.Key.Text));

    private IEnumerable<DraftCall> Modality(YamlScalar name, YamlMap node)
    {
        var kind = KindOf(node, Catalogue.Modalities);
        string[] keys = [.. Catalogue.Modalities.Select(candidate => candidate.Key)];
        if (kind is null && node.Entries.All(entry => Catalogue.Modalities.Any(other => other.Find(entry.Key.Text) is not null) || Catalogue.Preparations.Any(other => other.Key == entry.Key.Text)))
            context.Report(Rule.NodeWithoutKind, name.Place, name.Text, string.Join(", ", keys));
        var settings = new List<DraftArgument>();
        var others = new List<DraftCall>();
        var isTold = false;
        foreach (var entry in node.Entries)
        {
            var key = entry.Key.Text;
            if (Catalogue.Preparations.FirstOrDefault(preparation => preparation.Key == key) is { } preparation)
            {
                if (preparation.Parameters.Count > 0) yield return context.Call(preparation, entry);
                else if (Switch(entry)) yield return new(preparation.Name, entry.Key.Place, [], []);
            }
            else if (key == kind?.Key) settings.AddRange(context.Call(kind, entry).Arguments);
            else if (Catalogue.Modalities.FirstOrDefault(other => other.Key == key) is { } other) others.Add(context.Call(other, entry));
            // Where it is not known what the node is, the parameters of any kind may be right.
            else if ((kind is null ? Catalogue.Modalities : [kind]).All(candidate => candidate.Find(key) is null))
            {
                // What follows a first wrong word may be meant as its parameters.
                if (!isTold) Unknown(entry.Key, node, kind is null ? Catalogue.Modalities : [kind], Catalogue.Preparations, "modality");
                isTold = kind is null;
            }
            else settings.Add(SpecContext.Argument(entry));
        }
        if (kind is not null) yield return new(kind.Name, node.Find(kind.Key)!.Key.Place, [], settings.ToEquatableArray());
        foreach (var other in others) yield return other;
    }

    // What a node is says the first key that could: a second one is a mistake.
    private static TKind? KindOf<TKind>(YamlMap node, IReadOnlyList<TKind> kinds) where TKind : Keyword =>
        node.Entries.Select(entry => kinds.FirstOrDefault(kind => kind.Key == entry.Key.Text)).FirstOrDefault(kind => kind is not null);

    private bool Switch(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsPlain: true, Text: "true" or "false" } flag) return flag.Text == "true";
        context.Report(
            Rule.WrongYamlKind, entry.Value.Place, entry.Value is YamlScalar written ? Mend.Flag(written.Text) : null, entry.Key.Text, "true or false", entry.Value.Form);
        return false;
    }

    // An encoder, fusion or head: one key says what it is and names what it reads.
    private IEnumerable<DraftCall> Part(YamlScalar name, YamlMap node, IReadOnlyList<Keyword> kinds, string what)
    {
        if (KindOf(node, kinds) is not { } kind)
        {
            string[] keys = [.. kinds.Select(candidate => candidate.Key)];
            if (SpecContext.Misspelt(node, keys) is { } misspelt) Unknown(misspelt, node, kinds, [], what);
            else if (node.Entries.FirstOrDefault(entry => entry.Key.Text is "from" || Others(kinds).Any(other => other.Key == entry.Key.Text)) is { } stray)
                Unknown(stray.Key, node, kinds, [], what);
            else if (keys.Length <= 3)
                context.Report(Rule.MissingKey, name.Place, $"'{name.Text}'", string.Join(" or ", keys.Select(key => $"'{key}'")),
                    string.Join(" or ", keys.Select(key => $"{key}: …")));
            else
                context.Report(Rule.MissingKey, name.Place, $"'{name.Text}'", $"key that says what it is, such as '{keys[0]}'", $"{keys[0]}: [A, B], or one of: {string.Join(", ", keys.Skip(1))}");
            yield break;
        }
        var isClassifier = kind == HeadKind.Classifier;
        var role = (kind as OperatorKind)?.Role;
        var settings = new List<DraftArgument>();
        var layers = new List<DraftCall>();
        var others = new List<DraftCall>();
        foreach (var entry in node.Entries.Where(entry => entry.Key.Text != kind.Key))
        {
            if (entry.Key.Text == "layers" && kind is not DecisionKind) layers = Layers(entry);
            else if (isClassifier && entry.Key.Text is "enum" or "classes") continue;
            else if (entry.Key.Text == role) continue;
            else if (isClassifier && entry.Key.Text == SettingKind.ClassWeight.Key) others.AddRange(ClassReader.ReadWeights(entry, context));
            else if (kind is OperatorKind && entry.Key.Text == SettingKind.Independent.Key)
            {
                if (Switch(entry)) others.Add(new(SettingKind.Independent.Name, entry.Key.Place, [], []));
            }
            else if (kind is not DecisionKind && Catalogue.NodeSettings.FirstOrDefault(setting => setting.Key == entry.Key.Text) is { } setting)
                others.Add(context.Call(setting, entry));
            else if (kinds.FirstOrDefault(other => other.Key == entry.Key.Text) is { } other) others.Add(new(other.Name, entry.Key.Place, [], []));
            else if (kind.Find(entry.Key.Text) is not null) settings.Add(SpecContext.Argument(entry));
            // classes: A, B in braces; it is told at the classes.
            else if (isClassifier && entry.Value is YamlScalar { IsNothing: true } && node.Find("classes")?.Value is YamlScalar) continue;
            else if (entry.Value is YamlScalar { IsNothing: true } && kind is OperatorKind or DecisionKind && Names.IsName(entry.Key.Text))
                context.Report(Rule.WrongYamlKind, entry.Key.Place, kind.Key, $"its nodes in brackets, such as [A, {entry.Key.Text}]", $"'{entry.Key.Text}' without them");
            else
                Unknown(entry.Key, node, [kind], kind is DecisionKind ? [] : Catalogue.NodeSettings, what,
                    isClassifier ? ["layers", "enum", "classes", SettingKind.ClassWeight.Key] : kind is DecisionKind ? []
                    : [.. new[] { role, "layers", kind is OperatorKind ? SettingKind.Independent.Key : null }.OfType<string>()]);
        }
        var findings = context.Findings.Count;
        var reads = References(node.Find(kind.Key)!, several: kind is OperatorKind or DecisionKind && role is null, role);
        if (role is not null && context.Findings.Count == findings) reads.AddRange(InRole(name, node, kind, role));
        if (isClassifier && ClassReader.Read(name, node, context) is { } classes) reads.Add(classes);
        yield return new(kind.Name, node.Find(kind.Key)!.Key.Place, reads.ToEquatableArray(), settings.ToEquatableArray());
        foreach (var call in others.Concat(layers)) yield return call;
    }

    // The second of two operands that play different parts.
    private List<DraftReference> InRole(YamlScalar name, YamlMap node, Keyword kind, string role)
    {
        if (node.Find(role) is { } entry) return References(entry, several: false, null);
        if (SpecContext.Misspelt(node, [role]) is null)
            context.Report(Rule.MissingKey, name.Place, $"'{name.Text}'", $"'{role}'", $"{kind.Key}: A, {role}: B");
        return [];
    }

    private List<DraftReference> References(YamlEntry entry, bool several, string? role)
    {
        if (several && entry.Value is YamlList list)
            return [.. list.Items.Select(item => Reference(entry.Key.Text, item)).OfType<DraftReference>()];
        // A list in quotes, and one where each node has a key of its own.
        var isList = entry.Value is YamlList || (several && entry.Value is YamlScalar { Text: var text } && text.Contains(','));
        if (isList && (several || role is not null))
        {
            context.Report(Rule.WrongYamlKind, entry.Value.Place, entry.Key.Text,
                role is null ? "its nodes in brackets, such as [A, B]" : $"one node, and '{role}' the other: {entry.Key.Text}: A, {role}: B", entry.Value.Form);
            return [];
        }
        return Reference(entry.Key.Text, entry.Value) is { } one ? [one] : [];
    }

    private DraftReference? Reference(string key, YamlNode node)
    {
        if (node is YamlScalar { IsNothing: false } name) return new(name.Text, name.Place);
        context.Report(Rule.WrongYamlKind, node.Place, key, node is YamlList ? "the name of one node, such as a fusion that joins several" : "the name of one node", node.Form);
        return null;
    }

    private List<DraftCall> Layers(YamlEntry entry)
    {
        if (entry.Value is YamlList list) return [.. list.Items.Select(Layer).OfType<DraftCall>()];
        context.Report(Rule.WrongYamlKind, entry.Value.Place, "layers", "a list of layers, such as [dense: 12, relu]", entry.Value.Form);
        return [];
    }

    private DraftCall? Layer(YamlNode item)
    {
        var entry = item switch
        {
            YamlScalar { IsNothing: false } name => new YamlEntry(name, new YamlScalar("", true, name.Place)),
            YamlMap { Entries.Count: 1 } map => map.Entries[0],
            _ => null,
        };
        if (entry is null)
        {
            if (item is YamlMap several && IsMisread(several)) return null;
            context.Report(Rule.WrongYamlKind, item.Place, "layers", "one layer per item, such as 'dense: 12' or 'batchNorm'", item is YamlMap ? "several keys" : item.Form);
            return null;
        }
        if (Catalogue.Layers.FirstOrDefault(candidate => candidate.Key == entry.Key.Text) is { } layer) return context.Call(layer, entry);
        // dropout: 0,2 in brackets
        if (entry.Key.Text.All(char.IsDigit)) context.Report(Rule.UnknownKeyword, entry.Key.Place, entry.Key.Text, "layer", ". A number has a point and no comma.", string.Join(", ", LayerKeys));
        else context.Unknown(entry.Key, "layer", LayerKeys);
        return null;
    }

    private static IReadOnlyCollection<string> LayerKeys { get; } = [.. Catalogue.Layers.Select(candidate => candidate.Key)];

    // Parameters that are not indented below their layer, and a layer as a value: { type: dense, units: 16 }.
    private bool IsMisread(YamlMap several)
    {
        var first = several.Entries[0];
        if (first.Value is YamlScalar { IsNothing: true } && Catalogue.Layers.FirstOrDefault(layer => layer.Key == first.Key.Text) is { } kind
            && several.Entries.Skip(1).All(entry => kind.Find(entry.Key.Text) is not null))
            context.Report(Rule.WrongIndentation, several.Entries[1].Key.Place, several.Entries[1].Key.Text, $"beside '{kind.Key}'", kind.Key);
        else if (several.Entries.FirstOrDefault(entry => entry.Key.Text is "type" or "kind" or "layer" or "name") is { } named)
            context.Unknown(named.Key, "layer", LayerKeys);
        else return false;
        return true;
    }

    // Words that say what a node of another section is.
    private static IEnumerable<Keyword> Others(IReadOnlyList<Keyword> kinds) => ((IEnumerable<Keyword>)
        [.. Catalogue.Modalities, Catalogue.Encoder, Catalogue.Autoencoder, .. Catalogue.Operators, .. Catalogue.Heads, .. Catalogue.Decisions]).Except(kinds);

    private void Unknown(YamlScalar key, YamlMap node, IReadOnlyList<Keyword> kinds, IReadOnlyList<Keyword> preparations, string what, string[]? more = null)
    {
        string[] expected =
        [
            .. kinds.Select(kind => kind.Key), .. kinds.Count == 1 ? kinds[0].Parameters.Select(parameter => parameter.Name) : [],
            .. preparations.Select(preparation => preparation.Key), .. more ?? [],
        ];
        context.Unknown(key, $"key of {(what[0] is 'e' ? "an" : "a")} {what}", [.. expected.Distinct()], node);
    }
}
