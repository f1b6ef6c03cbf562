namespace FusionDsl.Architecture;

/// <summary>What it takes to balance heads and branches against each other.</summary>
internal static class BalanceRules
{
    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        if (model.Train.BlendEvery is not null) CheckBlending(model, parts, issues);
        if (model.Train.Modulation is not null) CheckModulation(model, parts, issues);
    }

    private static void CheckBlending(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        var stages = StagePlan.Of(model, parts);
        var found = model.Heads.Count < 2 ? $"there is only '{model.Heads[0].Name}'"
            : stages.Count > 0 && stages.All(stage => stage.Losses.Count < 2) ? "no stage counts the losses of two" : null;
        if (found is not null) issues.Add(new(Rule.NothingToBlend, "/gradientBlending", [found]));
    }

    private static void CheckModulation(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        var branches = BranchPlan.Of(model, parts);
        if (branches.Count < 2)
        {
            issues.Add(new(Rule.TooFewBranches, "/ogmGe", [branches.Count == 0 ? "none" : branches[0].Modality]));
            return;
        }
        if (branches.FirstOrDefault(branch => branch.Classifiers.Count != 1) is { } odd)
        {
            var last = odd.Nodes[odd.Nodes.Count - 1];
            issues.Add(odd.Classifiers.Count == 0
                ? new(Rule.BranchWithoutClassifier, "/ogmGe", [odd.Modality, "none", $"Add one that reads '{last}', or remove OgmGe"])
                : new(Rule.BranchWithoutClassifier, "/ogmGe", [odd.Modality, string.Join(", ", odd.Classifiers), "Keep one of them"]));
            return;
        }
        var heads = branches.Select(branch => model.Heads.First(head => head.Name == branch.Classifiers[0])).ToList();
        if (heads.FirstOrDefault(head => !head.Classes!.Names.Equals(heads[0].Classes!.Names)) is { } other)
            issues.Add(new(Rule.BranchesOfOtherClasses, "/ogmGe",
                [heads[0].Name, string.Join(", ", heads[0].Classes!.Names), other.Name, string.Join(", ", other.Classes!.Names)])
                {
                    Related = [$"{heads[0].Name}/classes", $"{other.Name}/classes"],
                });
    }
}
