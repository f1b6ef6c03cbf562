using FusionDsl.Cli.Correlations;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Some modalities are merged before others: what is most alike first.</summary>
/// <param name="tree">In which order; made when it is needed.</param>
internal sealed class Intermediate(Lazy<FusionTree> tree) : IFamily
{
    public IEnumerable<Variant> Of(ComparedSpec spec)
    {
        if (spec.Modalities.Count < 3)
        {
            yield return Variant.None("intermediate", "two modalities can be merged in one way only");
            yield break;
        }
        var draft = new VariantDraft(spec);
        var branches = spec.Modalities.ToDictionary(modality => modality, draft.Branch);
        foreach (var fusion in FusionDraft.Of(tree.Value, branches, spec.Merged, spec.Plan, []))
        {
            (string Key, string Value) operands = ("concat", VariantDraft.List(fusion.Operands));
            if (fusion.Name == spec.Merged) draft.Root(operands);
            else draft.Fusion(fusion.Name, [operands, .. fusion.More]);
        }
        draft.Heads(spec.Merged);
        yield return Variant.Of("intermediate", draft);
    }
}
