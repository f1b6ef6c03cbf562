namespace FusionDsl.Architecture;

/// <summary>From what was written to what was meant: a draft of either language becomes one model.</summary>
public static class Lower
{
    /// <summary>Checks names, keywords, parameters and references.</summary>
    public static Lowered Run(DraftModel draft)
    {
        var context = new LoweringContext();
        try
        {
            return Run(draft, context);
        }
        catch (TooManyFindings)
        {
            return new(null, context.Map, context.Findings.Append(TooManyFindings.Last(draft.Name, draft.NamePlace)).ToEquatableArray());
        }
    }

    private static Lowered Run(DraftModel draft, LoweringContext context)
    {
        context.Locate("", draft.NamePlace);
        if (!Names.IsName(draft.Name)) context.Report(Rule.InvalidName, draft.NamePlace, draft.Name, "a model", Names.Mend(draft.Name), Names.Expectation);
        else if (Names.IsReserved(draft.Name)) context.Report(Rule.ReservedName, draft.NamePlace, draft.Name, "a model", draft.Name + "Net");
        if (Limits.Check(draft, context)) return new(null, context.Map, context.Findings.ToEquatableArray());
        // Without a modality every node reads something that is not there: one message says it all.
        if (!draft.IsBroken && !draft.Nodes.Any(IsModality) && draft.Nodes.All(NodeLowering.HasKind))
        {
            context.Report(Rule.NoModality, draft.NamePlace, draft.Name);
            return new(null, context.Map, context.Findings.ToEquatableArray());
        }

        var nodes = NodeLowering.Run(draft, context);
        var settings = SettingsLowering.Run(draft, nodes, context);
        var model = new Model(
            draft.Name, draft.Namespace, draft.Accessibility,
            Sorted(nodes.OfType<ModalityNode>()), Sorted(nodes.OfType<EncoderNode>()), Sorted(nodes.OfType<FusionNode>()), Sorted(nodes.OfType<HeadNode>()),
            settings.Train, settings.Data)
        {
            Decisions = Sorted(nodes.OfType<DecisionNode>()),
        };
        return new(model, context.Map, context.Findings.ToEquatableArray());
    }

    private static bool IsModality(DraftNode node) => node.Calls.Any(call => Catalogue.Modalities.Any(kind => kind.Name == call.Name));

    private static EquatableArray<TNode> Sorted<TNode>(IEnumerable<TNode> nodes) where TNode : Node, IEquatable<TNode> =>
        nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ToEquatableArray();
}
