namespace FusionDsl.Architecture;

/// <summary>What analysis makes of a model.</summary>
/// <param name="Plan">Null if a rule is broken.</param>
/// <param name="Issues">Broken rules, at parts of the model.</param>
public sealed record Analysis(Plan? Plan, EquatableArray<Issue> Issues);

/// <summary>From what was meant to what can be built: wiring, shapes, training and data are checked, in this order.</summary>
public static class Analyse
{
    /// <summary>Works out the plan.</summary>
    public static Analysis Run(Model model)
    {
        var issues = new List<Issue>();
        var order = Wiring.Check(model, issues);
        var parts = order is null ? null : Shapes.Infer(model, order, issues);
        DecisionRules.Check(model, issues);
        if (parts is not null)
        {
            TrainingRules.Check(model, parts, issues);
            AbsenceRules.Check(model, parts, issues);
            ReliabilityRules.Check(model, issues);
            StageRules.Check(model, parts, issues);
            BalanceRules.Check(model, parts, issues);
        }
        ScheduleRules.Check(model, issues);
        DataRules.Check(model, issues);
        return issues.Count > 0 || parts is null ? new(null, issues.ToEquatableArray()) : new(new(model, parts.ToEquatableArray()), []);
    }

    /// <summary>
    /// What is wrong with nodes of a model that lacks others: some have mistakes of their own. Only what reads none of these is looked at, and nothing
    /// that is about the model as a whole.
    /// </summary>
    public static EquatableArray<Issue> Part(Model model)
    {
        var issues = new List<Issue>();
        if (Wiring.Order(model, issues) is { } order) Shapes.Infer(model, order, issues);
        DataRules.CheckSources(model, issues);
        return issues.ToEquatableArray();
    }
}
