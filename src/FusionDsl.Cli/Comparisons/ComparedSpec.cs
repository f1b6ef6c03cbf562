using FusionDsl.Architecture;
using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Comparisons;

/// <summary>A spec as the pieces that variants are put together from.</summary>
internal sealed class ComparedSpec
{
    // Layers that take any flat vector, whatever it is long.
    private static readonly string[] Plain =
        ["dense", "batchNorm", "layerNorm", "dropout", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh", "sigmoid"];

    private static readonly string[] OfStructure = ["stages", SettingKind.GradientBlending.Key, SettingKind.OgmGe.Key];

    private static readonly string[] DefaultNetwork = ["dense: 64", "relu", "dense: 32", "relu"];

    private readonly SpecMapping _root;

    /// <param name="spec">Without mistakes.</param>
    /// <param name="plan">What it means.</param>
    public ComparedSpec(SpecFile spec, Plan plan)
    {
        (Spec, Plan, SourceText) = (spec, plan, spec.Text.ToString());
        _root = (SpecMapping)SpecTree.Parse(SourceText)!;
        List<string> fusions = [.. plan.Model.Fusions.Select(fusion => fusion.Name)];
        Root = fusions.Find(name => fusions.TrueForAll(other => other == name || Flows(other, name)));
        Merged = Root ?? Free("Joint");
        RootLayers = Root is null ? [] : LayersOf("fusions", Root);
        var longest = plan.Model.Encoders.Where(encoder => encoder.Autoencoder is null)
            .Select(encoder => LayersOf("encoders", encoder.Name))
            .Where(layers => layers.Count > 0 && layers.All(layer => Plain.Contains(layer.Split(':')[0].Trim())))
            .MaxBy(layers => layers.Count);
        Network = longest ?? DefaultNetwork;
    }

    public SpecFile Spec { get; }

    public Plan Plan { get; }

    /// <summary>The text of the spec.</summary>
    public string SourceText { get; }

    /// <summary>The fusion that all others flow into; null: there is none such.</summary>
    public string? Root { get; }

    /// <summary>What the node is called that has everything.</summary>
    public string Merged { get; }

    /// <summary>The layers behind the root's operands, one text per layer.</summary>
    public IReadOnlyList<string> RootLayers { get; }

    /// <summary>Layers for a flat vector: those of the spec's longest encoder that is one, or a small network of its own.</summary>
    public IReadOnlyList<string> Network { get; }

    /// <summary>The names of the modalities.</summary>
    public IReadOnlyList<string> Modalities => [.. Plan.Model.Modalities.Select(modality => modality.Name)];

    /// <summary>What is to be told of a sample, and compared.</summary>
    public IReadOnlyList<Target> Targets =>
    [
        // A head that is merged with others speaks through the decision.
        .. Plan.Model.Heads.Where(head => !Plan.Model.Decisions.Any(decision => decision.Heads.Contains(head.Name)))
            .Select(head => new Target(head.Name, head)),
        .. Plan.Model.Decisions.Select(decision => new Target(decision.Name, Plan.Model.Head(decision.Truth))),
    ];

    /// <summary>Settings of training that variants go without, for they name nodes or suppose a structure.</summary>
    public IReadOnlyList<string> LeftOut => [.. Section("train").Select(setting => setting.Key).Where(OfStructure.Contains)];

    /// <summary>Keys with values of a section, in the order of the text, written in one line each.</summary>
    public IReadOnlyList<(string Key, string Value)> Section(string name) => _root.Find(name)?.Value is SpecMapping section
        ? [.. section.Entries.Select(entry => (entry.Key.Value, SpecPrinter.InFlow(entry.Value, SourceText)))] : [];

    /// <summary>What a node says, in the order of the text.</summary>
    public IReadOnlyList<(string Key, string Value)> Node(string section, string name) =>
        _root.Find(section)?.Value is SpecMapping nodes && nodes.Find(name)?.Value is SpecMapping node
            ? [.. node.Entries.Select(entry => (entry.Key.Value, SpecPrinter.InFlow(entry.Value, SourceText)))] : [];

    /// <summary>A value of the spec itself, such as its namespace; null where it says nothing.</summary>
    public string? Value(string key) => _root.Find(key) is { } entry ? SpecPrinter.InFlow(entry.Value, SourceText) : null;

    /// <summary>The layers of a node, one text per layer.</summary>
    public IReadOnlyList<string> LayersOf(string section, string name) =>
        _root.Find(section)?.Value is SpecMapping nodes && nodes.Find(name)?.Value is SpecMapping node
            && node.Find("layers")?.Value is SpecList layers
            ? [.. layers.Items.Select(Layer)] : [];

    /// <summary>The encoders of one modality alone, from it to the node that a fusion would read; empty where it has none.</summary>
    public IReadOnlyList<EncoderNode> Branch(string modality)
    {
        var own = Plan.Model.Encoders
            .Where(encoder => FusionSection.ModalitiesOf(encoder.Name, Plan.Model).SequenceEqual([modality])).ToList();
        // Of several ends the one that is fused, and of those the first.
        var end = own.Where(encoder => !own.Exists(other => other.From == encoder.Name))
            .OrderBy(encoder => Plan.Model.Fusions.Any(fusion => fusion.Operands.Contains(encoder.Name)) ? 0 : 1)
            .FirstOrDefault();
        List<EncoderNode> chain = [];
        for (; end is not null; end = own.Find(encoder => encoder.Name == end.From)) chain.Insert(0, end);
        return chain;
    }

    /// <summary>Encoders behind the root, each behind the one that it reads.</summary>
    public IReadOnlyList<EncoderNode> Tails()
    {
        List<EncoderNode> tails = [];
        for (var found = true; found;)
        {
            var next = Plan.Model.Encoders.Where(encoder =>
                !tails.Contains(encoder) && (encoder.From == Root || tails.Exists(tail => tail.Name == encoder.From))).ToList();
            tails.AddRange(next);
            found = next.Count > 0;
        }
        return tails;
    }

    /// <summary>A name that no node has: the one that is wished, or one like it.</summary>
    public string Free(string wished)
    {
        var name = Names.IsName(wished) ? wished : Names.Mend(wished);
        for (var number = 2; !IsFree(name); number++) name = $"{wished}{number}";
        return name;

        bool IsFree(string candidate) => !Names.IsReserved(candidate) && candidate != Plan.Model.Name
            && Plan.Model.Nodes.All(node => !string.Equals(node.Name, candidate, StringComparison.OrdinalIgnoreCase))
            && Plan.Model.Heads.All(head => head.Classes?.Enum != candidate);
    }

    // In a list, one key needs no braces.
    private string Layer(SpecNode layer) => layer switch
    {
        SpecMapping { Entries: [{ Value: SpecScalar { IsAbsent: true } } one] } => one.Key.Value,
        SpecMapping { Entries: [var one] } => $"{one.Key.Value}: {SpecPrinter.InFlow(one.Value, SourceText)}",
        _ => SpecPrinter.InFlow(layer, SourceText),
    };

    private bool Flows(string from, string to) =>
        Plan.Model.Nodes.First(node => node.Name == to).Reads.Any(read => read == from || Flows(from, read));
}

/// <summary>Something that is told of a sample.</summary>
/// <param name="Name">Of the head, in every variant.</param>
/// <param name="Head">The head of the spec that says how it is learned, and from which labels.</param>
internal sealed record Target(string Name, HeadNode Head);
