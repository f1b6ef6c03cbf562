namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Data concat: the prepared modalities, flattened, as one vector into one network.</summary>
internal sealed class Early : IFamily
{
    public IEnumerable<Variant> Of(ComparedSpec spec)
    {
        var draft = new VariantDraft(spec);
        List<string> flat = [.. spec.Modalities.Select(draft.Flat)];
        var layers = VariantDraft.List([.. spec.Network, .. spec.RootLayers]);
        draft.Fusion(spec.Merged, [("concat", VariantDraft.List(flat)), ("layers", layers)]);
        draft.Heads(spec.Merged);
        yield return Variant.Of("early", draft);
    }
}
