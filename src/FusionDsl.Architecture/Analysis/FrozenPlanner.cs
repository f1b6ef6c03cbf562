namespace FusionDsl.Architecture;

/// <summary>Lays out a <see cref="FrozenPlan"/>.</summary>
internal sealed class FrozenPlanner(Plan plan)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "memory", "weights", "model", "sample", "samples", "rows", "start", "i", "into", "one", "predictions" };
    private readonly List<FrozenStep> _steps = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);     // by node: the variable with what it makes
    private readonly Dictionary<string, string> _rescaled = new(StringComparer.Ordinal);   // by modality: the variable after it was shifted and scaled

    public FrozenPlan Run()
    {
        foreach (var modality in plan.Model.Modalities) _values.Add(modality.Name, Take(Names.Local(modality.Name)));
        var inputs = plan.Model.Modalities.Select(modality => _values[modality.Name]).ToEquatableArray();
        foreach (var part in plan.Parts) Compute(part);
        foreach (var decision in plan.Model.Decisions) Decide(decision);
        var numbers = _steps.Sum(step => (long)step.Width);
        // What heads and decisions say goes where the caller wants it.
        var scores = plan.Model.Answers.Select(answer => _values[answer.Name]).ToEquatableArray();
        var steps = _steps.Select(step => scores.Contains(step.Local) ? step with { Width = 0 } : step).ToEquatableArray();
        return new(inputs, steps, scores, numbers);
    }

    private void Compute(PartPlan part)
    {
        var layers = part.Layers.Where(layer => CodeOf(layer).Role != FrozenRole.Nothing).ToList();
        var (value, scale) = part.Operator is null ? (_values[part.Inputs[0].Name], ScaleOf(part.Inputs[0].Name)) : (Join(part), null);
        if (scale is not null && (layers.Count == 0 || CodeOf(layers[0]).Role != FrozenRole.Dense))
            (value, scale) = (Rescaled(part.Inputs[0].Name), null);
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var code = CodeOf(layer);
            var display = layer.Layer.Display;
            var norm = code.Role == FrozenRole.Dense && i + 1 < layers.Count && CodeOf(layers[i + 1]).Role == FrozenRole.Scale ? layers[++i] : null;
            var relu = code.TakesRelu && i + 1 < layers.Count && layers[i + 1].Layer is Relu;
            if (norm is not null) display += $", {norm.Layer.Display}";
            if (relu) display += ", Relu";
            if (scale is not null) display = $"{PreparationOf(part.Inputs[0].Name)}, {display}";
            if (relu) i++;
            value = Add(part, layer, code, display, value, scale, norm, relu);
            scale = null;
        }
        _values[part.Name] = value;
    }

    private string Add(PartPlan part, LayerPlan layer, StaticCode code, string display, string value, string? scale, LayerPlan? norm, bool relu)
    {
        var stem = $"{Names.Field(part.Name)}{layer.Index.Invariant()}";
        var local = Take(stem.TrimStart('_'));
        var comment = $"{display}: {layer.Context.Output.WithBatch}";
        var width = (int)layer.Context.Output.Count;
        var (type, construct) = code.Role switch
        {
            FrozenRole.Dense => ("FrozenDense", $"weights.Dense({Joined(
                Name(part, layer), $"inputs: {layer.Context.Input.Width.Invariant()}", $"width: {width.Invariant()}", relu ? "relu: true" : null,
                scale is null ? null : $"before: {scale}", norm is null ? null : $"after: {BatchNorm(part, norm)}")})"),
            FrozenRole.Scale => ("FrozenScale", BatchNorm(part, layer, relu)),
            FrozenRole.Function => (null, null),
            _ => ("FrozenLayerNorm", (string?)code.Frozen.Replace("{name}", Name(part, layer))),
        };
        var field = construct is null ? null : Take(stem);
        _steps.Add(new(field, type, construct, local, width, $"{field ?? code.Frozen}.Apply({value}, {local})", comment));
        return local;
    }

    private string Join(PartPlan part)
    {
        var local = Take(Names.Local(part.Name));
        var (start, total) = (0, part.Joined.Width);
        foreach (var operand in part.Inputs)
        {
            var value = ScaleOf(operand.Name) is null ? _values[operand.Name] : Rescaled(operand.Name);
            AddJoin(value, local, operand.Shape.Width, total, start, $"{part.Operator!.Kind.Name}: {part.Joined.WithBatch}");
            start += operand.Shape.Width;
        }
        return local;
    }

    private void AddJoin(string value, string joined, int width, int total, int start, string comment)
    {
        var call = $"FrozenMemory.Join({value}, {joined}, width: {width.Invariant()}, joinedWidth: {total.Invariant()}, start: {start.Invariant()})";
        _steps.Add(new(null, null, null, joined, start == 0 ? total : 0, call, start == 0 ? comment : ""));
    }

    // The heads' scores side by side, and what their decision makes of them.
    private void Decide(DecisionNode decision)
    {
        var width = plan.Model.Head(decision.Truth).Targets;
        var (joined, total) = (Take($"of{decision.Name}"), width * decision.Heads.Count);
        for (var i = 0; i < decision.Heads.Count; i++)
            AddJoin(_values[decision.Heads[i]], joined, width, total, i * width, $"what its heads say: [batch, {total.Invariant()}]");
        var (field, local) = (Take(Names.Field(decision.Name)), Take(Names.Local(decision.Name)));
        _steps.Add(new(field, "FrozenDecision", $"model.Parts.{decision.Name}.Freeze()", local, width, $"{field}.Apply({joined}, {local})",
            $"{decision.Rule.Kind.Name}: [batch, {width.Invariant()}]"));
        _values[decision.Name] = local;
    }

    // How a modality is shifted and scaled; null where it is not, or is none.
    private string? ScaleOf(string node)
    {
        var modality = plan.Model.Modalities.FirstOrDefault(modality => modality.Name == node);
        if (modality?.Rescale is not { } rescale) return null;
        var shape = modality.Content.Shape;
        return $"weights.{rescale.Frozen}(\"{node}.{rescale.Field}\", {shape.Count.Invariant()}, channels: {shape.Width.Invariant()})";
    }

    private string PreparationOf(string node) => plan.Model.Modalities.First(modality => modality.Name == node).Preparations[0].Display;

    // The modality after that, for readers into which it cannot be folded; computed once.
    private string Rescaled(string node)
    {
        if (_rescaled.TryGetValue(node, out var known)) return known;
        var modality = plan.Model.Modalities.First(modality => modality.Name == node);
        var local = Take(_values[node] + modality.Rescale!.Suffix);
        var field = Take(Names.Field(node) + modality.Rescale.Suffix);
        _steps.Add(new(field, "FrozenScale", ScaleOf(node), local, (int)modality.Content.Shape.Count, $"{field}.Apply({_values[node]}, {local})",
            $"{PreparationOf(node)}: {modality.Content.Shape.WithBatch}"));
        return _rescaled[node] = local;
    }

    private static string BatchNorm(PartPlan part, LayerPlan norm, bool relu = false) =>
        $"weights.BatchNorm({Joined(CodeOf(norm).Frozen.Replace("{name}", Name(part, norm)), relu ? "relu: true" : null)})";

    private static string Name(PartPlan part, LayerPlan layer) => $"\"{part.Name}.{layer.Index.Invariant()}\"";

    private static string Joined(params string?[] arguments) => string.Join(", ", arguments.Where(argument => argument is not null));

    private static StaticCode CodeOf(LayerPlan layer) => layer.Layer.Static(layer.Context)!;

    private string Take(string name)
    {
        while (!_taken.Add(name)) name += "_";
        return name;
    }
}
