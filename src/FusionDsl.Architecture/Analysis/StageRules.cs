namespace FusionDsl.Architecture;

/// <summary>Who learns when, and how fast.</summary>
internal static class StageRules
{
    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        foreach (var part in parts.Where(part => part.ParameterCount == 0))
            if (model.Nodes.First(node => node.Name == part.Name) is { LearningRate: not 1 and var factor })
                issues.Add(new(Rule.UselessLearningRate, $"{part.Name}/learningRate", [part.Name, factor.Invariant()]));
    }
}
