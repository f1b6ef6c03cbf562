using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The training step without autograd, for models whose every layer has its gradient written out.</summary>
internal static class StaticStepEmitter
{
    public static SourceFile Emit(Plan plan, StaticPlan steps)
    {
        var model = plan.Model;
        var prepares = steps.Inputs.Any(input => input.ComesPrepared);
        return SourceFile.Of(
            model, "StaticStep",
            ["System", "FusionDsl.Training", "Static = FusionDsl.Training.Static", .. prepares ? new[] { "static TorchSharp.torch" } : []],
            Code.Text(
                $$"""
                /// <summary>
                /// Forward, loss and every gradient of a batch, step by step: the graph is known, so nothing has to be recorded. The gradients go to
                /// the flat buffer; nothing is allocated{{(prepares ? " but what preparations make" : "")}}. For the CPU.
                /// </summary>
                private sealed class StaticStep : IDisposable
                {
                    {{(prepares ? $"private readonly {model.Name} _model;" : "")}}
                    private readonly Static::StaticMemory _memory;
                    {{Code.Lines(Fields(steps))}}

                    {{Code.Call("public StaticStep", [$"{model.Name} model", "FlatParameters parameters", "int batchSize", .. LossCode.Own(model).Select(head => $"ClassificationLoss {Own(head)}")])}}
                    {
                        {{(prepares ? "_model = model;" : "")}}
                        _memory = new(model, parameters, batchSize);
                        {{Code.Lines(steps.Inputs.SelectMany(Construct))}}
                        {{Code.Lines(steps.Joins.Select(join => $"var {join.Local} = {join.Expression};  // {join.Part.Operator!.Kind.Name}: {join.Part.Joined.WithBatch}"))}}
                        {{Code.Lines(steps.Steps.Select(step => $"{step.Field} = new({Code.List(["_memory", .. step.Arguments])});"))}}
                        {{Code.Lines(steps.Losses.Select(Construct))}}
                    }

                    {{(StageCode.HasModes(plan) ? Begin(steps) : "")}}

                    /// <returns>The mean loss of the batch.</returns>
                    public float Run(in Batch batch{{(BalanceCode.WeightsVary(model) ? ", LossWeights weights" : "")}})
                    {
                        {{(prepares ? "using var noGrad = no_grad();" : "")}}
                        _memory.Begin(batch.Rows);
                        {{Code.Commented(Forward(steps))}}

                        {{Code.Lines(Losses(steps, vary: BalanceCode.WeightsVary(model)))}}

                        {{Code.Lines(steps.Steps.Where(step => step.HasBackward).Reverse().Select(step => $"{step.Field}.Backward();"))}}
                        return loss;
                    }

                    {{BalanceCode.Confidences(plan, steps)}}

                    public void Dispose() => _memory.Dispose();
                }
                """));
    }

    private static IEnumerable<string> Fields(StaticPlan steps)
    {
        var fields = steps.Inputs.Select(input => ("InputStep", input.Field))
            .Concat(steps.Inputs.Where(input => input.Rescaled is not null).Select(input => (input.Modality.Rescale!.Step, input.Rescaled!)))
            .Concat(steps.Steps.Select(step => (step.Type, step.Field)))
            .Concat(steps.Losses.Select(loss => (LossType(loss.Head), loss.Field)));
        return fields.GroupBy(field => field.Item1, StringComparer.Ordinal).Select(group => $"private readonly Static::{group.Key} {Code.List(group.Select(field => field.Item2))};");
    }

    private static IEnumerable<string> Construct(StaticInput input)
    {
        var shape = input.Shape;
        yield return $"{input.Field} = new(_memory, {shape.Count.Invariant()});";
        if (input.Modality.Rescale is { } rescale)
            yield return $"{input.Rescaled} = new(_memory, \"{input.Modality.Name}.{rescale.Field}\", {input.Field}.Output, channels: {shape.Width.Invariant()});";
    }

    private static string Construct(StaticLoss loss)
    {
        var weight = loss.Head.Weight == 1 ? "" : $", lossWeight: {Literal.Of(loss.Head.Weight)}";
        var own = loss.Head.Loss is null ? "" : $", loss: {Own(loss.Head)}";
        return loss.Head.Classes is not null ? $"{loss.Field} = new(_memory, {loss.Scores}{weight}{own});" : $"{loss.Field} = new({loss.Scores}{weight});";
    }

    private static IEnumerable<(string Code, string Comment)> Forward(StaticPlan steps)
    {
        foreach (var input in steps.Inputs)
        {
            var (name, shape) = (input.Modality.Name, input.Shape.WithBatch);
            if (input.ComesPrepared) yield return ($"using var {Names.Local(name)} = _model.Parts.{name}.call(batch.{name});", $"{name}: {shape}");
            var values = input.ComesPrepared ? Names.Local(name) : $"batch.{name}";
            yield return ($"{input.Field}.Read({values}.Tensor);", input.ComesPrepared ? "" : $"{name}: {shape}");
            if (input.Modality.Rescale is { } rescale) yield return ($"{input.Rescaled}.Forward();", $"{rescale.Done}: {shape}");
        }
        foreach (var step in steps.Steps) yield return ($"{step.Field}.Forward();", step.Comment);
    }

    // Steps that do something else in training than in evaluation, by the node that they belong to.
    private static string Begin(StaticPlan steps) => Code.Text(
        $$"""
        /// <summary>Begins a stage: who does not learn normalises by what it knows, and drops nothing.</summary>
        public void Begin(TrainingStage stage)
        {
            {{Code.Lines(steps.Steps.Where(step => step.HasModes).Select(step => $"{step.Field}.IsFrozen = !stage.Learns(nameof({step.Node}));"))}}
        }
        """);

    private static IEnumerable<string> Losses(StaticPlan steps, bool vary)
    {
        var terms = steps.Losses.Select(loss =>
            $"{loss.Field}.Run(batch.Labels.{loss.Head.Name}{(vary ? $", weights[nameof({loss.Head.Name})]" : "")})").ToList();
        return [$"var loss = {string.Join("\n    + ", terms)};"];
    }

    // The parameter with a loss that training does not share with evaluation.
    private static string Own(HeadNode head) => LossCode.Field(head).TrimStart('_');

    private static string LossType(HeadNode head) => head.Classes is not null ? "CrossEntropyStep" : "SquaredErrorStep";
}
