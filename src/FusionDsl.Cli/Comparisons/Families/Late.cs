namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Feature concat: a network for each modality, then the features side by side.</summary>
internal sealed class Late : IFamily
{
    public IEnumerable<Variant> Of(ComparedSpec spec)
    {
        var draft = new VariantDraft(spec);
        draft.Root(("concat", VariantDraft.List([.. spec.Modalities.Select(draft.Branch)])));
        draft.Heads(spec.Merged);
        yield return Variant.Of("late", draft);
    }
}
