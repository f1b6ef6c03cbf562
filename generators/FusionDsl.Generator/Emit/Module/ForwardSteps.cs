using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>One call of the forward pass: a node's module on what it reads.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Call">C#, over the locals of the nodes before it and <c>batch</c>.</param>
/// <param name="Shape">What it makes, for the comment.</param>
internal sealed record ForwardStep(string Node, string Call, string Shape);

/// <summary>The forward pass of a model, node by node in the order of computation.</summary>
internal static class ForwardSteps
{
    public static IEnumerable<ForwardStep> Of(Plan plan)
    {
        foreach (var modality in plan.Model.Modalities.Where(modality => ModalityEmitter.IsModule(plan.Model, modality)))
            yield return new(modality.Name, $"{Names.Field(modality.Name)}.call(batch.{modality.Name})", modality.Output.WithBatch);
        foreach (var part in plan.Parts)
        {
            var inputs = part.Inputs.Select(input => Argument(plan, input.Name)).ToList();
            var call = part.Role == PartRole.Fusion ? Code.Call("new", inputs, maximum: 90) : inputs[0];
            var classes = plan.Model.Heads.Any(head => head.Name == part.Name && head.Classes is not null);
            yield return new(part.Name, $"{Names.Field(part.Name)}.call({call})", part.Output.WithBatch + (classes ? " logits" : ""));
        }
    }

    /// <summary>What decisions make of the heads, over their locals.</summary>
    public static IEnumerable<ForwardStep> Decisions(Plan plan) =>
        from decision in plan.Model.Decisions
        let truth = plan.Model.Head(decision.Truth)
        let call = $"{Names.Field(decision.Name)}.call(new({Code.List(decision.Heads.Select(Names.Local))}))"
        select new ForwardStep(decision.Name, call, plan.PartOf(truth).Output.WithBatch + (truth.Classes is null ? "" : " log-probabilities"));

    private static string Argument(Plan plan, string node) =>
        plan.Model.Modalities.Any(modality => modality.Name == node && !ModalityEmitter.IsModule(plan.Model, modality)) ? $"batch.{node}" : Names.Local(node);
}
