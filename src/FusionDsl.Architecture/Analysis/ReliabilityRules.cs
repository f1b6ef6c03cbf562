namespace FusionDsl.Architecture;

/// <summary>Fusions that weigh their operands by what heads of these have proven.</summary>
internal static class ReliabilityRules
{
    public static void Check(Model model, List<Issue> issues)
    {
        foreach (var fusion in model.Fusions.Where(fusion => fusion.Operator is ReliableSum))
        {
            for (var i = 0; i < fusion.Operands.Count; i++)
            {
                var heads = HeadsOf(model, fusion.Operands[i]);
                if (heads.Count == 1) continue;
                var found = heads.Count == 0 ? "none" : string.Join(", ", heads.Select(head => $"'{head}'"));
                issues.Add(new(Rule.NoJudge, $"{fusion.Name}/reads/{i.Invariant()}", [fusion.Name, fusion.Operands[i], found]));
            }
        }
    }

    /// <summary>The heads that tell how reliable the operands of a fusion are, in their order; none where it does not ask.</summary>
    public static EquatableArray<string> JudgesOf(Model model, Node node) => node is FusionNode { Operator: ReliableSum } fusion
        ? [.. fusion.Operands.Select(operand => HeadsOf(model, operand).FirstOrDefault() ?? "")] : [];

    private static List<string> HeadsOf(Model model, string operand) =>
        [.. model.Heads.Where(head => head.Reads.Contains(operand)).Select(head => head.Name)];
}
