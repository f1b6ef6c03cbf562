namespace FusionDsl.Architecture;

/// <summary>
/// How large a model may be. No network that somebody declares comes near these numbers; beyond them the generated code would be too much for the
/// compiler that has to read it.
/// </summary>
internal static class Limits
{
    private const int MostNodes = 1000;
    private const int MostCalls = 1000;
    private const int MostClasses = 10_000;

    /// <returns>Whether something is too large, which then is the only mistake that is told.</returns>
    public static bool Check(DraftModel draft, LoweringContext context)
    {
        IsTooMany(draft.Nodes.Count, MostNodes, "nodes", draft.Name, draft.NamePlace, context);
        IsTooMany(draft.Settings.Count, MostCalls, "settings", draft.Name, draft.NamePlace, context);
        foreach (var node in draft.Nodes)
        {
            IsTooMany(node.Calls.Count, MostCalls, "layers and settings", node.Name, node.Place, context);
            foreach (var call in node.Calls)
            {
                IsTooMany(call.References.Count, MostNodes, "nodes to read", node.Name, call.Place, context);
                foreach (var reference in call.References)
                    IsTooMany(reference.Enum?.Members.Count ?? 0, MostClasses, "classes", node.Name, reference.Place, context);
            }
        }
        return context.Findings.Any(finding => finding.Rule == Rule.ModelTooLarge);
    }

    private static void IsTooMany(int count, int most, string what, string subject, Place place, LoweringContext context)
    {
        if (count > most) context.Report(Rule.ModelTooLarge, place, subject, $"{((long)count).Grouped()} {what}", ((long)most).Grouped());
    }
}
