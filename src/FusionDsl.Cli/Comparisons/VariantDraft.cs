using System.Text;
using FusionDsl.Architecture;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Comparisons;

/// <summary>A variant while it is put together. It keeps the spec's own nodes, word for word, wherever it has them.</summary>
internal sealed class VariantDraft(ComparedSpec spec)
{
    // The keys by which an encoder says what it reads.
    private static readonly string[] Starts = [Catalogue.Encoder.Key, Catalogue.Autoencoder.Key];

    private readonly List<string> _modalities = [];
    private readonly List<(string Name, string Value)> _encoders = [], _fusions = [], _heads = [], _decisions = [];
    private readonly Dictionary<string, string> _labels = [];

    public ComparedSpec Spec => spec;

    public IReadOnlyDictionary<string, string> Labels => _labels;

    /// <summary>Takes a modality and its encoders; where it has none, a network is made for it.</summary>
    /// <returns>The node that has its features.</returns>
    public string Branch(string modality)
    {
        Keep(modality);
        if (spec.Branch(modality) is not { Count: > 0 } chain)
            return Encoder($"{modality}Net", modality, [.. Flattening(modality), .. spec.Network]);
        foreach (var encoder in chain) _encoders.Add((encoder.Name, SpecPrinter.Mapping(spec.Node("encoders", encoder.Name))));
        return chain[^1].Name;
    }

    /// <summary>Takes a modality as a flat vector, without a network.</summary>
    /// <returns>The node that has it.</returns>
    public string Flat(string modality)
    {
        Keep(modality);
        var layers = Flattening(modality);
        return layers.Count == 0 ? modality : Encoder($"{modality}Flat", modality, layers);
    }

    /// <summary>The width of the widest branch: what operators bring all branches to.</summary>
    public int Width => spec.Modalities.Max(modality => spec.Branch(modality) is { Count: > 0 } chain
        ? spec.Plan.Parts.First(part => part.Name == chain[^1].Name).Output.Width
        : LastDense(spec.Network) ?? spec.Plan.Model.Modalities.First(one => one.Name == modality).Output.Width);

    /// <summary>A new encoder.</summary>
    /// <returns>Its name.</returns>
    public string Encoder(string wished, string from, IReadOnlyList<string> layers)
    {
        var name = spec.Free(wished);
        _encoders.Add((name, SpecPrinter.Mapping([("from", from), ("layers", List(layers))])));
        return name;
    }

    /// <summary>A new fusion.</summary>
    public void Fusion(string name, IEnumerable<(string Key, string Value)> says) => _fusions.Add((name, SpecPrinter.Mapping(says)));

    /// <summary>The fusion that has everything, with the layers that the spec's own has.</summary>
    /// <param name="says">Its operator, its operands, its settings.</param>
    public void Root(params IEnumerable<(string Key, string Value)> says) =>
        Fusion(spec.Merged, spec.RootLayers.Count == 0 ? says : says.Append(("layers", List(spec.RootLayers))));

    /// <summary>The spec's heads, behind the encoders that the spec has between its fusions and its heads.</summary>
    /// <param name="merged">What takes the place of the spec's last fusion.</param>
    public void Heads(string merged)
    {
        var tails = spec.Tails();
        foreach (var tail in tails)
        {
            var says = spec.Node("encoders", tail.Name)
                .Select(said => tail.From == spec.Root && Starts.Contains(said.Key) ? (said.Key, merged) : said);
            _encoders.Add((tail.Name, SpecPrinter.Mapping(says)));
        }
        foreach (var (name, head) in spec.Targets)
        {
            if (name != head.Name) _labels.Add(name, head.Name);
            Head(name, head, tails.Any(tail => tail.Name == head.From) ? head.From : merged);
        }
    }

    /// <summary>A head for one branch that learns what a head of the spec does.</summary>
    /// <returns>Its name: <c>SideOfEar</c>.</returns>
    public string HeadOf(Target target, string modality, string from)
    {
        var name = spec.Free($"{target.Name}Of{modality}");
        _labels.Add(name, target.Head.Name);
        Head(name, target.Head, from);
        return name;
    }

    /// <summary>A decision over heads.</summary>
    public void Decision(string name, string word, IEnumerable<string> heads) =>
        _decisions.Add((name, SpecPrinter.Mapping([(word, List([.. heads]))])));

    /// <summary>The spec of the variant.</summary>
    public string Text(string variant)
    {
        var text = new StringBuilder()
            .Append($"# '{variant}' of {Path.GetFileName(spec.Spec.Path)}, as 'fusion compare' trains it.\n")
            .Append($"model: {spec.Plan.Model.Name}\n");
        foreach (var key in new[] { "namespace", "access" })
            if (spec.Value(key) is { } value) text.Append($"{key}: {value}\n");
        Section("modalities", spec.Section("modalities").Where(modality => _modalities.Contains(modality.Key)));
        Section("encoders", _encoders);
        Section("fusions", _fusions);
        Section("heads", _heads);
        Section("decisions", _decisions);
        // Of one modality none can be taken away.
        var train = spec.Section("train").Where(setting => !spec.LeftOut.Contains(setting.Key))
            .Where(setting => _modalities.Count > 1 || setting.Key != SettingKind.ModalityDropout.Key).ToList();
        if (train.Count > 0) text.Append($"\ntrain: {SpecPrinter.Mapping(train)}\n");
        text.Append("\ndata:\n");
        foreach (var (key, value) in spec.Section("data").Where(said => said.Key is not ("sources" or "split")))
            text.Append($"  {key}: {value}\n");
        text.Append("  sources:\n");
        foreach (var (node, source) in Sources()) text.Append($"    {node}: {source}\n");
        if (spec.Node("data", "split") is { Count: > 0 } split) text.Append($"  split: {SpecPrinter.Mapping(split.Select(Split))}\n");
        return text.ToString();

        void Section(string name, IEnumerable<(string Name, string Value)> nodes)
        {
            if (!nodes.Any()) return;
            text.Append($"\n{name}:\n");
            foreach (var (node, value) in nodes) text.Append($"  {node}: {value}\n");
        }
    }

    /// <summary><c>[A, B]</c></summary>
    public static string List(IReadOnlyList<string> items) => $"[{string.Join(", ", items)}]";

    private static int? LastDense(IReadOnlyList<string> layers) =>
        layers.LastOrDefault(layer => layer.StartsWith("dense:", StringComparison.Ordinal)) is { } dense
            && int.TryParse(dense["dense:".Length..], out var width) ? width : null;

    private void Keep(string modality)
    {
        if (!_modalities.Contains(modality)) _modalities.Add(modality);
    }

    // Layers that make a flat vector of it; none where it is one.
    private IReadOnlyList<string> Flattening(string modality)
    {
        var shape = spec.Plan.Model.Modalities.First(one => one.Name == modality).Output;
        if (shape.IsFeatures) return [];
        if (shape.Vocabulary is null) return ["flatten"];
        // As the spec embeds it, if it does.
        var first = spec.Branch(modality).FirstOrDefault() is { } encoder ? spec.LayersOf("encoders", encoder.Name).FirstOrDefault() : null;
        return [first?.StartsWith("embedding", StringComparison.Ordinal) == true ? first : "embedding: 8", "flatten"];
    }

    private void Head(string name, HeadNode head, string from)
    {
        var kinds = Catalogue.Heads.Select(kind => kind.Key).ToList();
        var says = spec.Node("heads", head.Name).Select(said => kinds.Contains(said.Key) ? (said.Key, from) : said);
        _heads.Add((name, SpecPrinter.Mapping(says)));
    }

    private IEnumerable<(string Node, string Source)> Sources()
    {
        var known = spec.Node("data", "sources").ToDictionary(source => source.Key, source => source.Value);
        foreach (var node in _modalities.Concat(_heads.Select(head => head.Name)))
            if (known.TryGetValue(_labels.GetValueOrDefault(node, node), out var source)) yield return (node, source);
    }

    // A head that is now a decision is stratified by through one of those that learn its labels.
    private (string Key, string Value) Split((string Key, string Value) said) =>
        said.Key == "stratify" && !_heads.Exists(head => head.Name == said.Value)
            && _labels.FirstOrDefault(label => label.Value == said.Value) is { Key: { } head } ? (said.Key, head) : said;
}
