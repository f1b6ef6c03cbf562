namespace FusionDsl.Architecture;

/// <summary>Shapes of all nodes, from the modalities on.</summary>
internal static class Shapes
{
    /// <returns>Encoders, fusions and heads with their shapes; null after an issue.</returns>
    public static List<PartPlan>? Infer(Model model, IReadOnlyList<Node> order, List<Issue> issues)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        var rates = new Rates(model, issues);
        var parts = new List<PartPlan>();
        var isSound = true;
        foreach (var node in order)
        {
            if (node is ModalityNode modality)
            {
                if (InferPrepared(modality, issues) is { } prepared)
                {
                    shapes.Add(node.Name, prepared.Shape);
                    rates.Begin(node.Name, prepared);
                }
                else isSound = false;
                continue;
            }
            // A decision has the shape of its heads, which DecisionRules compares.
            if (node is DecisionNode) continue;
            // That an encoder does nothing has been told.
            if (node is EncoderNode { Layers.Count: 0, Autoencoder: null })
            {
                isSound = false;
                continue;
            }
            // What stands behind a mistake is not looked at: one message for one mistake.
            if (!node.Reads.All(shapes.ContainsKey)) continue;
            Operand[] inputs = [.. node.Reads.Select(name => new Operand(name, shapes[name]))];
            var part = rates.Agree(node, inputs) ? InferPart(model, node, inputs, issues) : null;
            if (part is null) isSound = false;
            else
            {
                parts.Add(part);
                shapes.Add(node.Name, part.Output);
                rates.Pass(part);
            }
        }
        return isSound ? parts : null;
    }

    private static Prepared? InferPrepared(ModalityNode modality, List<Issue> issues)
    {
        var prepared = modality.Raw;
        var chain = $"{modality.Name} {prepared.Shape}";
        if (prepared.Shape.Count > int.MaxValue)
        {
            issues.Add(new(Rule.HugeShape, modality.Name, [chain, Numbers(prepared.Shape), "make the samples smaller"]));
            return null;
        }
        foreach (var preparation in modality.Preparations)
        {
            var report = new ShapeReport();
            var output = preparation.Infer(prepared, report);
            if (output?.Shape.Count > int.MaxValue) report.Huge(Numbers(output.Shape), "make the samples smaller");
            if (output is null || report.Broken is not null)
            {
                var key = $"{modality.Name}/preparations/{preparation.Kind.Name}";
                issues.Add(new(report.Broken!, report.Parameter is null ? key : $"{key}/{report.Parameter}", [$"{chain} → {preparation.Display}", .. report.Arguments])
                {
                    // What goes is the preparation, not the parameter to blame.
                    Mend = report.Mend, MendKey = report.Mend == Mend.Removal ? key : null,
                });
                return null;
            }
            prepared = output;
            chain += $" → {preparation.Display} {prepared.Shape}";
        }
        return prepared;
    }

    private static PartPlan? InferPart(Model model, Node node, Operand[] inputs, List<Issue> issues)
    {
        var (role, layers, fusion) = node switch
        {
            EncoderNode encoder => (PartRole.Encoder, encoder.Layers, null),
            FusionNode { Operator: var joins } fused => (PartRole.Fusion, fused.Layers, joins),
            HeadNode head => (PartRole.Head, [.. head.Layers, new Dense(head.Targets, Bias: true)], null),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no part."),
        };
        var joined = inputs[0].Shape;
        if (fusion is not null)
        {
            var report = new OperandReport(inputs, fusion);
            if (fusion.Infer(inputs, report) is not { } shape || !IsCountable(fusion, inputs, report))
            {
                // The other operand, and the node that it is.
                EquatableArray<string> related = report.Other is { } other ? [$"{node.Name}/reads/{other.Invariant()}", inputs[other].Name] : [];
                issues.Add(new(report.Broken!, node.Name + report.Key, report.Arguments.ToEquatableArray())
                {
                    Related = related,
                    Mend = Flattens(model, report.FlatWouldFit) ? new(MendKind.Append, Flatten.Definition.Name) : null, MendKey = report.FlatWouldFit,
                });
                return null;
            }
            joined = shape;
            if (joined.Count > int.MaxValue)
            {
                issues.Add(new(Rule.HugeShape, node.Name, [$"{node.Name} {joined}", Numbers(joined), "make the operands smaller"]));
                return null;
            }
        }
        var start = fusion is null ? $"{inputs[0].Name} {joined}" : $"{node.Name} {joined}";
        if (node is EncoderNode { Autoencoder: { } autoencoder } encoding) return AutoencoderPlan.Infer(encoding, autoencoder, inputs[0], issues);
        return InferLayers(node, role, layers, joined, start, issues) is { } plans
            ? new(node.Name, role, inputs.ToEquatableArray(), fusion, joined, plans.ToEquatableArray())
            {
                StandsIn = node is EncoderNode read && model.Modalities.Any(modality => modality.Name == read.From && model.MayBeAbsent(modality)),
                IsIndependent = node is FusionNode { Independent: true },
                Judges = ReliabilityRules.JudgesOf(model, node),
            }
            : null;
    }

    // A network may be made flat at its end if nobody else reads it as it is.
    private static bool Flattens(Model model, string? name) => name is not null
        && (model.Encoders.Any(node => node.Name == name && node.Autoencoder is null) || model.Fusions.Any(node => node.Name == name))
        && model.Nodes.Count(node => node.Reads.Contains(name)) == 1;

    /// <summary>The layers of a part, each with its shapes; null after an issue.</summary>
    public static List<LayerPlan>? InferLayers(Node node, PartRole role, EquatableArray<Layer> layers, Shape input, string chain, List<Issue> issues)
    {
        var plans = new List<LayerPlan>();
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var report = new ShapeReport();
            chain += $" → {layer.Display}";
            var context = layer.Infer(input, report) is { } output ? new LayerContext(input, output, BeforeBatchNorm: i + 1 < layers.Count && layers[i + 1].NeedsBatch) : null;
            if (context is null || !IsCountable(layer, context, report))
            {
                var isOwnDense = role == PartRole.Head && i == layers.Count - 1;
                var key = isOwnDense ? $"{node.Name}/reads/0" : $"{node.Name}/layers/{i.Invariant()}";
                issues.Add(new(report.Broken!, report.Parameter is null ? key : $"{key}/{report.Parameter}", [chain, .. report.Arguments])
                {
                    // Before a head's own Dense is behind the last layer that is written.
                    Mend = isOwnDense && report.Mend is { Kind: MendKind.PutBefore } before ? before with { Kind = MendKind.Append } : report.Mend,
                    MendKey = isOwnDense ? node.Name : null,
                });
                return null;
            }
            chain += $" {context.Output}";
            plans.Add(new(i, layer, context));
            input = context.Output;
        }
        return plans;
    }

    // Beyond these bounds no tensor can be made, and sums of costs would overflow.
    private const long MostFlops = 1_000_000_000_000_000;

    private static bool IsCountable(FusionOperator fusion, Operand[] operands, OperandReport report)
    {
        try
        {
            if (fusion.ParameterCount(operands) is > int.MaxValue and var weights) report.Huge($"{weights.Grouped()} weights", "make the operands narrower");
            else if (fusion.Flops(operands) > MostFlops) throw new OverflowException();
            else return true;
        }
        catch (OverflowException)
        {
            report.Huge("more operations than can be counted", "make the operands narrower");
        }
        return false;
    }

    private static bool IsCountable(Layer layer, LayerContext context, ShapeReport report)
    {
        try
        {
            if (context.Output.Count > int.MaxValue) report.Huge(Numbers(context.Output), "put a pooling or a stride before it, or make it smaller");
            else if (layer.ParameterCount(context) is > int.MaxValue and var weights) report.Huge($"{weights.Grouped()} weights", "make the layer smaller");
            else if (layer.Flops(context) > MostFlops) throw new OverflowException();
            else return true;
        }
        catch (OverflowException)
        {
            report.Huge("more operations than can be counted", "make the layer smaller");
        }
        return false;
    }

    private static string Numbers(Shape shape) => $"{shape.Count.Grouped()} numbers per sample";
}
