namespace FusionDsl.Architecture;

/// <summary>Lays out the steps of a <see cref="StaticPlan"/>: who computes what, and into which memory.</summary>
internal sealed class StaticPlanner(Plan plan)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "_memory", "_model", "model", "parameters", "batchSize" };
    private readonly List<StaticStep> _steps = [];
    private readonly Dictionary<string, string> _signals = new(StringComparer.Ordinal);    // by node: the signal that it makes
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);     // by node: where it makes it, if not in its own memory
    private readonly Dictionary<string, string> _joined = new(StringComparer.Ordinal);     // by fusion: what its layers read

    public StaticPlan Run()
    {
        foreach (var head in plan.Model.Heads) _taken.Add($"lossOf{head.Name}");
        var inputs = plan.Model.Modalities.Select(Input).ToEquatableArray();
        var joins = plan.Parts.Where(part => part.Operator is not null).Reverse().Select(Join).ToEquatableArray();
        foreach (var part in plan.Parts) Compute(part);
        var losses = plan.Model.Heads.Select(head => new StaticLoss(head, Take($"_lossOf{head.Name}"), _signals[head.Name])).ToEquatableArray();
        return new(inputs, joins, _steps.ToEquatableArray(), losses);
    }

    private StaticInput Input(ModalityNode modality)
    {
        var field = Take(Names.Field(modality.Name));
        var rescaled = modality.Rescale is { } rescale ? Take(field + rescale.Suffix) : null;
        _signals.Add(modality.Name, $"{rescaled ?? field}.Output");
        return new(modality, field, rescaled);
    }

    // An operand that nobody else reads is made where it will be read: there is nothing left to concatenate.
    private StaticJoin Join(PartPlan part)
    {
        var local = Take(Names.Local(part.Name));
        var start = 0;
        foreach (var operand in part.Inputs)
        {
            var width = operand.Shape.Width;
            if (!part.IsIndependent && IsReadOnce(operand.Name) && MakesMemory(operand.Name))
                _places.Add(operand.Name, $"{local}.Part({start.Invariant()}, {width.Invariant()})");
            start += width;
        }
        _joined.Add(part.Name, local);
        var own = $"_memory.Signal({part.Joined.Width.Invariant()}{(HasGradient(part.Name) ? "" : ", hasGradient: false")})";
        return new(part, local, part.Layers.Count == 0 && _places.TryGetValue(part.Name, out var place) ? place : own);
    }

    private void Compute(PartPlan part)
    {
        if (part.Operator is not null) CopyOperands(part);
        var signal = part.Operator is null ? _signals[part.Inputs[0].Name] : _joined[part.Name];
        var layers = part.Layers.Where(layer => CodeOf(layer).Type is not null).ToList();
        var hasGradient = HasGradient(part.Name);
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, code) = (layers[i], CodeOf(layers[i]));
            var relu = code.TakesRelu && i + 1 < layers.Count && layers[i + 1].Layer is Relu;
            var comment = $"{layer.Layer.Display}{(relu ? ", Relu" : "")}: {layer.Context.Output.WithBatch}";
            if (relu) i++;
            var into = i == layers.Count - 1 && _places.TryGetValue(part.Name, out var place) ? place : null;
            var field = Take($"{Names.Field(part.Name)}{layer.Index.Invariant()}");
            string?[] arguments =
            [
                code.HasWeights ? $"\"{part.Name}.{layer.Index.Invariant()}\"" : null, signal, .. code.Arguments,
                relu ? "relu: true" : null, into is null ? null : $"into: {into}",
            ];
            _steps.Add(new(field, code.Type!, arguments.OfType<string>().ToEquatableArray(), comment, hasGradient || code.HasWeights) { Node = part.Name });
            hasGradient |= code.HasWeights;
            signal = $"{field}.Output";
        }
        _signals[part.Name] = signal;
    }

    private void CopyOperands(PartPlan part)
    {
        var start = 0;
        foreach (var operand in part.Inputs)
        {
            var width = operand.Shape.Width;
            if (!_places.ContainsKey(operand.Name) || !IsReadOnce(operand.Name))
            {
                var field = Take($"{Names.Field(part.Name)}{operand.Name}");
                var detached = part.IsIndependent && IsTrained(operand.Name) ? ".Detached" : "";
                _steps.Add(new(field, "CopyStep", [_signals[operand.Name] + detached, $"{_joined[part.Name]}.Part({start.Invariant()}, {width.Invariant()})"],
                    $"{operand.Name}, as a part of {part.Name}", !part.IsIndependent && IsTrained(operand.Name)));
            }
            start += width;
        }
    }

    private bool IsReadOnce(string node) => plan.Model.Nodes.SelectMany(other => other.Reads).Count(read => read == node) == 1;

    // A fusion, or a part that computes something: the others only pass on what they read.
    private bool MakesMemory(string node) => plan.Parts.FirstOrDefault(part => part.Name == node) is { } part
        && (part.Operator is not null || part.Layers.Any(layer => CodeOf(layer).Type is not null));

    // Whether anything before a part is trained.
    private bool HasGradient(string node) =>
        plan.Parts.First(part => part.Name == node) is { IsIndependent: false } part && part.Inputs.Any(operand => IsTrained(operand.Name));

    // Whether anything up to and including the node is trained.
    private bool IsTrained(string node) =>
        plan.Parts.FirstOrDefault(part => part.Name == node) is { } part && (part.ParameterCount > 0 || HasGradient(node));

    private static StaticCode CodeOf(LayerPlan layer) => layer.Layer.Static(layer.Context)!;

    private string Take(string name)
    {
        while (!_taken.Add(name)) name += "_";
        return name;
    }
}
