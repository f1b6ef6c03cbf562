using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Gradient-Blending and OGM-GE in C#.</summary>
internal static class BalanceCode
{
    /// <summary>Whether the weights of the heads follow what they gain.</summary>
    public static bool Blends(Model model) => model.Train.BlendEvery is not null;

    /// <summary>Whether the weights of the heads change while the model is trained.</summary>
    public static bool WeightsVary(Model model) => StageCode.Has(model) || Blends(model);

    /// <summary>Whether branches are balanced.</summary>
    public static bool Modulates(Model model) => model.Train.Modulation is not null;

    /// <summary>The fields of the trainer.</summary>
    public static string Fields(Model model) => Code.Lines(
    [
        WeightsVary(model) ? $"private readonly LossWeights _weights = {Weights(model)};" : "",
        StageCode.Has(model) ? "private readonly StageSequence _stages;" : "",
        Blends(model) ? "private readonly GradientBlending? _blending;" : "",
        Modulates(model) ? "private readonly GradientModulation? _modulation;" : "",
    ]);

    /// <summary>How the constructor makes them.</summary>
    public static string Construct(Plan plan) => Code.Lines(
    [
        Blends(plan.Model) ? "if (_options.GradientBlending is { } blending) _blending = new(blending, _weights);" : "",
        Modulates(plan.Model)
            ? Code.Text(
                $"""
                if (_options.OgmGe is {"{ }"} modulation)
                    _modulation = {Code.Call("new", ["modulation", "_parameters", .. plan.Balanced.Select(branch => $"[{Code.List(branch.Nodes.Select(node => $"nameof({node})"))}]")])};
                """) : "",
    ]);

    /// <summary>The options as declared.</summary>
    public static string Options(TrainSettings train) => Code.Lines(
    [
        train.BlendEvery is { } every ? $"GradientBlending = new BlendingOptions(Every: {Literal.Of(every)})," : "",
        train.Modulation is { } modulation ? $"OgmGe = new ModulationOptions(Alpha: {Literal.Of(modulation.Alpha)}, Noise: {Literal.Of(modulation.Noise)})," : "",
    ]);

    /// <summary>The beginning of an epoch.</summary>
    public static string Begin(Model model) => !Blends(model) ? "" : Code.Call("_blending?.Begin",
    [
        "reports.Count", $"beganAfter: {(StageCode.Has(model) ? "_stages.BeganAfter" : "0")}", "() => _model.Evaluate(_train)", "() => _model.Evaluate(validation)",
    ]) + ";";

    /// <summary>The end of a statement that reports an epoch: what it has beside the numbers of every run.</summary>
    public static string Report(Model model)
    {
        string[] facts =
        [
            .. StageCode.Has(model) ? ["Stage = _stages.Name,"] : Array.Empty<string>(),
            .. Blends(model) ? ["HeadWeights = _weights.Present,"] : Array.Empty<string>(),
        ];
        return facts.Length == 0 ? "" : Code.Text(
            $$"""
            {
                {{Code.Lines(facts)}}
            });
            """);
    }

    /// <summary>What is done with the gradients of a batch, by autograd or by steps.</summary>
    public static string Apply(Plan plan) => !Modulates(plan.Model) ? "" : Code.Text(
        $"""
        _modulation?.Apply(
            {string.Join(",\n", plan.Balanced.Select(branch => $"GradientModulation.Confidence(output.{branch.Classifiers[0]}.Tensor, batch.Labels.{branch.Classifiers[0]})"))});
        """);

    /// <summary>What the steps of a model tell of their branches.</summary>
    public static string Confidences(Plan plan, StaticPlan steps) => !Modulates(plan.Model) ? "" : Code.Text(
        $$"""
        /// <summary>How sure each branch was of the true classes of the last batch.</summary>
        public double[] Confidences(in Batch batch) =>
        [
            {{Code.Lines(plan.Balanced.Select(branch => $"{steps.Losses.First(loss => loss.Head.Name == branch.Classifiers[0]).Field}.Confidence(batch.Labels.{branch.Classifiers[0]}),"))}}
        ];
        """);

    private static string Weights(Model model) =>
        Code.Call("new", model.Heads.Select(head => $"(nameof({head.Name}), {Literal.Of(head.Weight)})"));
}
