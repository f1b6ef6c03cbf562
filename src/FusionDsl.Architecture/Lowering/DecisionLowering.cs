namespace FusionDsl.Architecture;

/// <summary>Nodes that merge heads.</summary>
internal static class DecisionLowering
{
    /// <summary>Whether a node is a head.</summary>
    public static bool IsHead(DraftNode node) => node.Calls.Any(call => Catalogue.Heads.Any(head => head.Name == call.Name));

    /// <summary>Whether a node is a decision.</summary>
    public static bool IsDecision(DraftModel draft, DraftNode node) => node.Calls.Any(call => KindOf(draft, node, call) is not null);

    /// <summary>
    /// The decision that a call makes of its node; null where it makes something else. A word that also names a fusion means the decision
    /// where it reads a head.
    /// </summary>
    public static DecisionKind? KindOf(DraftModel draft, DraftNode node, DraftCall call)
    {
        if (Catalogue.Decisions.FirstOrDefault(kind => kind.Name == call.Name) is not { } decision) return null;
        var isAmbiguous = Catalogue.Operators.Any(kind => kind.Name == call.Name);
        if (!isAmbiguous) return decision;
        var readsHead = call.References.Any(reference => Find(draft, reference) is { } read && IsHead(read));
        return node.IsDecision ?? readsHead ? decision : null;
    }

    public static DecisionNode? Run(DraftModel draft, NodeParts parts, DecisionKind kind)
    {
        parts.AllowNothing("a decision", "its heads to have the layers");
        var heads = parts.References(draft, (reference, index) => Check(draft, parts, reference, index));
        return parts.Bind(parts.Kind, kind, parts.Name) is { } arguments && heads is not null
            ? new(parts.Name, kind.Create(arguments), heads.ToEquatableArray(), arguments.Text(DecisionKind.Labels.Name)) : null;
    }

    private static string? Check(DraftModel draft, NodeParts parts, DraftReference reference, int index)
    {
        var context = parts.Context;
        context.Locate($"{parts.Name}/reads/{index.Invariant()}", reference.Place);
        var heads = draft.Nodes.Where(IsHead).Select(head => head.Name).OrderBy(name => name, StringComparer.Ordinal).ToList();
        if (reference.Foreign is { } foreign) context.Report(Rule.ForeignNode, reference.Place, foreign, draft.Name);
        else if (Find(draft, reference) is not { } found)
            context.Report(Rule.UnknownNode, reference.Place, Mend.Meant(reference.Name, heads), reference.Name, Suggestion.For(reference.Name, heads),
                heads.Count == 0 ? "none, since there is no head" : string.Join(", ", heads));
        else if (found.IsBroken) return reference.Name;
        else if (IsDecision(draft, found))
            context.Report(Rule.DecisionIsNoInput, reference.Place, reference.Name, parts.Kind.Name, "heads");
        else if (!IsHead(found))
            context.Report(Rule.DecisionReadsHeads, reference.Place, reference.Name, parts.Kind.Name,
                heads.Count == 0 ? "There is none" : $"Expected some of: {string.Join(", ", heads)}");
        else return reference.Name;
        return null;
    }

    private static DraftNode? Find(DraftModel draft, DraftReference reference) =>
        reference.Foreign is null ? draft.Nodes.FirstOrDefault(node => node.Name == reference.Name) : null;
}
