namespace FusionDsl.Architecture;

/// <summary>Training settings that do not go with the network.</summary>
internal static class TrainingRules
{
    private const int LeastBatch = 3;

    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        if (model.Train.BatchSize < LeastBatch && parts.FirstOrDefault(part => part.NeedsBatch) is { } part)
            issues.Add(new(Rule.BatchTooSmall, "/train/batchSize", [model.Train.BatchSize.Invariant(), part.Name]) { Mend = new(MendKind.Replace, "3") });

        if (model.Train.Optimizer is SgdSettings { Nesterov: true, Momentum: 0 }) issues.Add(new(Rule.NothingAhead, "/sgd/nesterov", ["Sgd"]));

        foreach (var group in model.Heads.Where(head => head.Classes is { Generate: true }).GroupBy(head => head.Classes!.Enum, StringComparer.Ordinal))
            foreach (var other in group.Where(head => head.Classes != group.First().Classes))
                issues.Add(new(Rule.SeveralClassLists, $"{other.Name}/classes",
                    [group.Key, string.Join(", ", group.First().Classes!.Names), group.First().Name, string.Join(", ", other.Classes!.Names), other.Name])
                    {
                        Related = [$"{group.First().Name}/classes"],
                    });
    }
}
