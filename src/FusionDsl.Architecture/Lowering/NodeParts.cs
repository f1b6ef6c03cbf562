namespace FusionDsl.Architecture;

/// <summary>The calls of one node, taken apart.</summary>
internal sealed class NodeParts(DraftNode node, DraftCall kind, LoweringContext context)
{
    public string Name => node.Name;

    public DraftCall Kind => kind;

    public Place Place => node.Place;

    public LoweringContext Context => context;

    private IEnumerable<DraftCall> Others => node.Calls.Where(call => !ReferenceEquals(call, kind));

    public DraftCall? Find(Keyword keyword) => Others.FirstOrDefault(call => call.Name == keyword.Name);

    public IEnumerable<DraftCall> FindAll(Keyword keyword) => Others.Where(call => call.Name == keyword.Name);

    public bool Has(Keyword keyword) => Find(keyword) is not null;

    public Arguments? Bind(DraftCall call, Keyword keyword, string key)
    {
        context.Locate(key, call.Place);
        return Binder.Bind(call, keyword, key, context);
    }

    /// <summary>Reports every call that has no meaning on this kind of node, and settings that come twice.</summary>
    public void Allow(IReadOnlyList<Keyword> keywords, string node)
    {
        var seen = new Dictionary<string, DraftCall>(StringComparer.Ordinal);
        foreach (var call in Others)
        {
            var isSource = call.Name == SettingKind.Source.Name;
            if (!isSource && keywords.All(keyword => keyword.Name != call.Name))
                context.Report(Rule.Misplaced, call.Place, call.Name, $"'{Name}', which is {node}", string.Join(", ", keywords.Select(keyword => keyword.Name)));
            else if ((isSource || keywords[0] is not LayerKind) && seen.TryGetValue(call.Name, out var first))
                context.Report(Rule.Repeated, call.Place, first.Place, call.Name, Name);
            else if (isSource && kind.Name != HeadKind.Classifier.Name && kind.Name != HeadKind.Regression.Name && keywords[0] is LayerKind)
                context.Report(Rule.UselessSource, call.Place, Mend.Removal, Name);
            seen[call.Name] = call;
        }
    }

    /// <summary>Reports every other call.</summary>
    public void AllowNothing(string node, string expected)
    {
        foreach (var call in Others)
        {
            if (call.Name == SettingKind.Source.Name) context.Report(Rule.UselessSource, call.Place, Mend.Removal, Name);
            else context.Report(Rule.Misplaced, call.Place, call.Name, $"'{Name}', which is {node}", expected);
        }
    }

    public EquatableArray<Layer> Layers()
    {
        var layers = new List<Layer>();
        var index = 0;
        foreach (var call in Others)
        {
            if (Catalogue.Layers.FirstOrDefault(layer => layer.Name == call.Name) is not { } layer) continue;
            if (Bind(call, layer, $"{Name}/layers/{index.Invariant()}") is { } arguments) layers.Add(layer.Create(arguments));
            index++;
        }
        return layers.ToEquatableArray();
    }

    /// <summary>Factor of the model's learning rate.</summary>
    public double LearningRate() =>
        Find(SettingKind.LearningRate) is { } call && Bind(call, SettingKind.LearningRate, $"{Name}/learningRate") is { } arguments ? arguments.Real("factor") : 1;

    /// <summary>In the order of the catalogue: that of writing carries no meaning.</summary>
    public EquatableArray<Preparation> Preparations()
    {
        var preparations = new List<Preparation>();
        foreach (var kind in Catalogue.Preparations)
            if (Find(kind) is { } call && Bind(call, kind, $"{Name}/preparations/{kind.Name}") is { } arguments)
                preparations.Add(kind.Create(arguments));

        if (Find(MinMax.Definition) is { } minMax && Find(Standardize.Definition) is { } standardize)
        {
            var isMinMaxFirst = Others.First(call => call == minMax || call == standardize) == minMax;
            var (first, second) = isMinMaxFirst ? (minMax, standardize) : (standardize, minMax);
            context.Report(Rule.ScaledTwice, second.Place, first.Place, Name, first.Name, second.Name);
        }
        return preparations.ToEquatableArray();
    }

    public SourceSettings? Source()
    {
        if (Find(SettingKind.Source) is not { } call || Bind(call, SettingKind.Source, $"{Name}/source") is not { } arguments) return null;
        return new(arguments.Text("file")!, arguments.Texts("columns"));
    }

    /// <summary>The node that is read, after a check that it exists.</summary>
    public string? Reference(DraftModel draft, int index)
    {
        if (index < kind.References.Count) return Check(draft, kind.References[index], index);
        return null;
    }

    /// <param name="draft">Where the nodes are.</param>
    /// <param name="check">What is said of one that may not be read; without it, that it is a modality, encoder or fusion.</param>
    public List<string>? References(DraftModel draft, Func<DraftReference, int, string?>? check = null)
    {
        var names = new List<string>();
        var areSound = true;
        for (var i = 0; i < kind.References.Count; i++)
        {
            if ((check is null ? Check(draft, kind.References[i], i) : check(kind.References[i], i)) is not { } name) areSound = false;
            else if (names.Contains(name))
            {
                // What is left must still be something to join.
                var isEnough = kind.References.Select(reference => reference.Name).Distinct().Count() >= 2;
                var first = kind.References.First(reference => reference.Name == name).Place;
                context.Report(Rule.RepeatedOperand, kind.References[i].Place, first, isEnough ? Mend.Removal : null, name);
                areSound = false;
            }
            else names.Add(name);
        }
        if (!areSound) return null;
        var isPair = Catalogue.Operators.Any(joins => joins.Name == kind.Name && joins.IsPair);
        if (isPair ? names.Count == 2 : names.Count >= 2) return names;
        context.Report(Rule.OperandCount, kind.Place, kind.Name, isPair ? "two nodes" : "at least two nodes", names.Count.Invariant(),
            names.Count < 2 ? $"Name another one, or remove '{Name}' and let what reads it read a single node" : "Join two of them first, or take an operator that joins any number");
        return null;
    }

    private string? Check(DraftModel draft, DraftReference reference, int index)
    {
        context.Locate($"{Name}/reads/{index.Invariant()}", reference.Place);
        if (reference.Foreign is { } foreign) context.Report(Rule.ForeignNode, reference.Place, foreign, draft.Name);
        else if (draft.Nodes.FirstOrDefault(candidate => candidate.Name == reference.Name) is not { } found)
        {
            // It is called rightly, where it is declared it is not: that has been told.
            if (draft.Nodes.Any(candidate => !Names.IsName(candidate.Name) && Names.Mend(candidate.Name) == reference.Name)) return null;
            var names = draft.Nodes.Where(candidate => candidate.Name != Name && !DecisionLowering.IsHead(candidate) && !DecisionLowering.IsDecision(draft, candidate)).Select(candidate => candidate.Name).OrderBy(name => name, StringComparer.Ordinal).ToList();
            context.Report(
                Rule.UnknownNode, reference.Place, Mend.Meant(reference.Name, names), reference.Name, Suggestion.For(reference.Name, names), string.Join(", ", names));
        }
        else if (found.IsBroken) return reference.Name;
        else if (DecisionLowering.IsHead(found)) context.Report(Rule.HeadIsNoInput, reference.Place, reference.Name, kind.Name);
        else if (DecisionLowering.IsDecision(draft, found))
            context.Report(Rule.DecisionIsNoInput, reference.Place, reference.Name, kind.Name, "modalities, encoders and fusions");
        else return reference.Name;
        return null;
    }
}
