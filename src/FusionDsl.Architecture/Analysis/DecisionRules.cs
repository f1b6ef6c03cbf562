namespace FusionDsl.Architecture;

/// <summary>Whether the heads of a decision speak of the same things, and which of their labels are the truth.</summary>
internal static class DecisionRules
{
    public static void Check(Model model, List<Issue> issues)
    {
        foreach (var decision in model.Decisions)
        {
            HeadNode[] heads = [.. decision.Heads.Select(model.Head)];
            if (Mismatch(decision, heads) is { } issue) issues.Add(issue);
            else CheckTruth(decision, heads, issues);
        }
    }

    private static Issue? Mismatch(DecisionNode decision, HeadNode[] heads)
    {
        var (name, first) = (decision.Rule.Kind.Name, heads[0]);
        for (var i = 0; i < heads.Length; i++)
        {
            var head = heads[i];
            if (head.Classes is null && !decision.Rule.MergesNumbers)
            {
                var others = Catalogue.Decisions.Where(MergesNumbers).Select(kind => kind.Name);
                return new(Rule.DecisionNeedsClasses, Read(decision, i), [name, head.Name, string.Join(" or ", others)]);
            }
            if (head.Classes == first.Classes && head.Targets == first.Targets) continue;
            var expected = (head.Classes, first.Classes) switch
            {
                (null, null) => "equally many targets",
                (not null, not null) => "the same classes in the same order",
                _ => "classifiers alone, or regressions alone",
            };
            return new(Rule.DecisionMismatch, Read(decision, i), [name, first.Name, Describe(first), head.Name, Describe(head), expected]) { Related = [Read(decision, 0)] };
        }
        return null;
    }

    private static void CheckTruth(DecisionNode decision, HeadNode[] heads, List<Issue> issues)
    {
        if (decision.Labels is { } labels)
        {
            if (decision.Heads.Contains(labels)) return;
            issues.Add(new(Rule.LabelsOfAnotherHead, $"{decision.Name}/labels",
                [labels, decision.Name, Suggestion.For(labels, decision.Heads), string.Join(", ", decision.Heads)])
            {
                Mend = Mend.Meant(labels, decision.Heads),
            });
            return;
        }
        var columns = heads.Select(head => head.Source).OfType<SourceSettings>().Distinct().ToList();
        if (columns.Count <= 1) return;
        var listed = columns.Select(source => $"{source.File}: {string.Join(", ", source.Columns)}");
        issues.Add(new(Rule.SeveralTruths, decision.Name, [decision.Name, string.Join("; ", listed), $"labels: {heads[0].Name}"]));
    }

    private static string Describe(HeadNode head) => head.Classes is { } classes
        ? $"{classes.Enum}: {string.Join(", ", classes.Names)}" : head.Targets == 1 ? "1 number" : $"{head.Targets.Invariant()} numbers";

    private static string Read(DecisionNode decision, int index) => $"{decision.Name}/reads/{index.Invariant()}";

    // Whether a kind merges numbers says the decision that it makes with its defaults.
    private static bool MergesNumbers(DecisionKind kind) => kind.Create(new(kind)).MergesNumbers;
}
