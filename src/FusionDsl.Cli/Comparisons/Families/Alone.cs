namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Each modality by itself: what fusion has to beat.</summary>
internal sealed class Alone : IFamily
{
    public IEnumerable<Variant> Of(ComparedSpec spec)
    {
        foreach (var modality in spec.Modalities)
        {
            var draft = new VariantDraft(spec);
            var branch = draft.Branch(modality);
            draft.Heads(spec.RootLayers.Count == 0 ? branch : draft.Encoder($"{spec.Merged}Alone", branch, spec.RootLayers));
            yield return Variant.Of($"{modality} alone", draft);
        }
    }
}
