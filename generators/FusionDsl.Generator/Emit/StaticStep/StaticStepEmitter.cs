using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The training step without autograd, for models whose every layer has its gradient written out.</summary>
internal static class StaticStepEmitter
{
    public static SourceFile Emit(Plan plan, StaticPlan steps)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "StaticStep", ["System", "FusionDsl.Training", "Static = FusionDsl.Training.Static"],
            Code.Text(
                $$"""
                /// <summary>
                /// Forward, loss and every gradient of a batch, step by step: the graph is known, so nothing has to be recorded. The gradients go to
                /// the flat buffer; nothing is allocated. For the CPU.
                /// </summary>
                private sealed class StaticStep : IDisposable
                {
                    private readonly Static::StaticMemory _memory;
                    {{Code.Lines(Fields(steps))}}

                    public StaticStep({{Code.List([$"{model.Name} model", "FlatParameters parameters", "int batchSize", .. LossCode.Own(model).Select(head => $"ClassificationLoss {Own(head)}")])}})
                    {
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
            .Concat(steps.Inputs.Where(input => input.Standard is not null).Select(input => ("StandardizeStep", input.Standard!)))
            .Concat(steps.Steps.Select(step => (step.Type, step.Field)))
            .Concat(steps.Losses.Select(loss => (LossType(loss.Head), loss.Field)));
        return fields.GroupBy(field => field.Item1, StringComparer.Ordinal).Select(group => $"private readonly Static::{group.Key} {Code.List(group.Select(field => field.Item2))};");
    }

    private static IEnumerable<string> Construct(StaticInput input)
    {
        var shape = input.Modality.Content.Shape;
        yield return $"{input.Field} = new(_memory, {shape.Count.Invariant()});";
        if (input.Standard is not null)
            yield return $"{input.Standard} = new(_memory, \"{input.Modality.Name}.standardizer\", {input.Field}.Output, channels: {shape.Width.Invariant()});";
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
            var shape = input.Modality.Content.Shape.WithBatch;
            yield return ($"{input.Field}.Read(batch.{input.Modality.Name}.Tensor);", $"{input.Modality.Name}: {shape}");
            if (input.Standard is not null) yield return ($"{input.Standard}.Forward();", $"standardized: {shape}");
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
