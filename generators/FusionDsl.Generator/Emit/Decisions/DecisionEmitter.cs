using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>A decision: a module that merges heads by a rule of the runtime.</summary>
internal static class DecisionEmitter
{
    public static SourceFile Emit(Plan plan, DecisionNode decision)
    {
        var model = plan.Model;
        var truth = model.Head(decision.Truth);
        var width = truth.Targets.Invariant();
        var logits = truth.Classes is null ? "" : " logits";
        var heads = Code.List(decision.Heads.Select(head => $"operands.{head}.Tensor"));
        return SourceFile.Of(
            model, decision.Name,
            [
                "System.Collections.Generic", "FusionDsl", "FusionDsl.Models.Frozen", "TorchSharp", "Decisions = FusionDsl.Decisions",
                "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>
                {{Code.Wrapped("/// ", Describe(decision, truth))}}
                /// </summary>
                {{Code.Wrapped("/// ", $"<remarks>Judged by the labels of <see cref=\"{decision.Truth}\"/>.{Remark(decision)}</remarks>")}}
                public partial class {{decision.Name}} : nn.Module<{{decision.Name}}.Operands, Features<{{decision.Name}}>>
                {
                    private readonly Decisions::{{TypeOf(decision, truth)}} _rule;

                    internal {{decision.Name}}() : base(nameof({{decision.Name}}))
                    {
                        register_module("rule", _rule = new({{Arguments(decision, truth)}}));
                    }

                    {{Members(model, decision, truth)}}

                    {{Fit(model, decision)}}

                    /// <inheritdoc/>
                    public override Features<{{decision.Name}}> forward(Operands operands) =>
                        new(_rule.call([{{heads}}]));  // [batch, {{width}}]{{(truth.Classes is null ? "" : " log-probabilities")}}

                    internal FrozenDecision Freeze() => _rule.Freeze();

                    /// <summary>Nothing to find by reflection: the constructor registers the rule.</summary>
                    protected override void RegisterComponents() { }

                    /// <summary>What is merged.</summary>
                    {{Code.Lines(decision.Heads.Select(head => $"/// <param name=\"{head}\">[batch, {width}]{logits}</param>"))}}
                    public readonly record struct Operands({{Code.List(decision.Heads.Select(head => $"Features<{head}> {head}"))}});
                }
                """));
    }

    private static string Describe(DecisionNode decision, HeadNode truth) =>
        $"Decision: {decision.Rule.Display} of {Code.List(decision.Heads)}: "
        + (truth.Classes is null ? decision.Rule.Formula.Replace("p_m", "y_m") : decision.Rule.Formula) + ".";

    private static string Remark(DecisionNode decision) => decision.Rule.Fit switch
    {
        DecisionFit.Validation => " Its weights are fitted to the validation rows when the heads are trained; until then they are equal.",
        DecisionFit.HeldOutFolds => " It is fitted to held-out training rows at the end of the training; until then it is the heads' geometric mean.",
        _ => "",
    };

    private static string TypeOf(DecisionNode decision, HeadNode truth) => (decision.Rule, truth.Classes) switch
    {
        (AverageDecision, null) => "AverageOfNumbers",
        (WeightedDecision, null) => "WeightedNumbers",
        _ => decision.Rule.Kind.Name,
    };

    private static string Arguments(DecisionNode decision, HeadNode truth) => Code.List(
    [
        $"heads: {decision.Heads.Count.Invariant()}", $"{(truth.Classes is null ? "targets" : "classes")}: {truth.Targets.Invariant()}",
        .. decision.Rule is StackingDecision stacking ? new[] { $"l2: {Literal.Of(stacking.L2)}" } : [],
    ]);

    private static string Members(Model model, DecisionNode decision, HeadNode truth) => truth.Classes is { } classes
        ? Code.Text(
            $$"""
            /// <summary>The classes in the order of the log-probabilities.</summary>
            public static IReadOnlyList<{{Naming.EnumOf(model, classes)}}> Classes => {{decision.Truth}}.Classes;

            /// <summary>Negative logarithm of the true class's probability, in nats.</summary>
            /// <param name="logProbabilities">[batch, {{truth.Targets.Invariant()}}]</param>
            /// <param name="labels">[batch] int64, places among the classes</param>
            /// <param name="reduction">Mean over the batch, or its sum.</param>
            public static Tensor Loss(
                Features<{{decision.Name}}> logProbabilities, Tensor labels, nn.Reduction reduction = nn.Reduction.Mean) =>
                nn.functional.nll_loss(logProbabilities.Tensor, labels, reduction: reduction);
            """)
        : Code.Text(
            $$"""
            /// <summary>Squared error, the mean over the targets.</summary>
            /// <param name="predictions">[batch, {{truth.Targets.Invariant()}}]</param>
            /// <param name="targets">[batch, {{truth.Targets.Invariant()}}]</param>
            /// <param name="reduction">Mean over the batch, or its sum.</param>
            public static Tensor Loss(Features<{{decision.Name}}> predictions, Tensor targets, nn.Reduction reduction = nn.Reduction.Mean) =>
                {{decision.Truth}}.Loss(new(predictions.Tensor), targets, reduction);
            """);

    private static string Fit(Model model, DecisionNode decision) => decision.Rule.Fit switch
    {
        DecisionFit.TrainingLabels => Code.Text(
            $$"""
            /// <summary>Learns how frequent the classes are.</summary>
            /// <param name="train">Training rows and no others.</param>
            public void Fit(Dataset train) => _rule.Fit(
                {{string.Join(",\n", decision.Heads.Select(head => Prior(model.Head(head))))}});
            """),
        DecisionFit.Validation => Code.Text(
            $$"""
            /// <summary>How much each head counts, 0 to 1 with the sum 1: {{Code.List(decision.Heads)}}.</summary>
            public IReadOnlyList<double> HeadWeights => _rule.HeadWeights;

            /// <summary>Learns how much each head counts.</summary>
            /// <param name="opinions">What the trained heads say about rows that they have not learned.</param>
            public void Fit(Decisions::Opinions opinions) => _rule.Fit(opinions);
            """),
        DecisionFit.HeldOutFolds => Code.Text(
            $$"""
            /// <summary>Learns what to make of what the heads say.</summary>
            /// <param name="opinions">What copies of the heads say about training rows that they have not learned.</param>
            public void Fit(Decisions::Opinions opinions) => _rule.Fit(opinions);
            """),
        _ => "",
    };

    // What the head's loss makes of the frequencies is what its probabilities follow.
    private static string Prior(HeadNode head) =>
        head.Loss is { Balance: true } ? $"Decisions::ClassPrior.Balanced({head.Name}.Classes.Count)"
        : Code.Call("Decisions::ClassPrior.Of",
        [
            $"train.Tables[nameof({head.Name})]", $"{head.Name}.Classes.Count",
            .. head.Loss is { Weights.Count: > 0 } ? new[] { $"{head.Name}.ClassWeights" } : [],
        ]);
}
