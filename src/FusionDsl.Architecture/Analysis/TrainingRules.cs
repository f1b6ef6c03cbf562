namespace FusionDsl.Architecture;

/// <summary>Training settings that do not go with the network.</summary>
internal static class TrainingRules
{
    private const int LeastBatch = 3;

    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        if (model.Train.BatchSize < LeastBatch && parts.FirstOrDefault(part => part.NeedsBatch) is { } part)
            issues.Add(new(Rule.BatchTooSmall, "/train/batchSize", [model.Train.BatchSize.Invariant(), part.Name]));
    }
}
