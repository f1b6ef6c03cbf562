using FusionDsl.Architecture;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Late fusion whose branches learn by heads of their own: what the fusion learns does not reach them.</summary>
internal sealed class Independent : IFamily
{
    private static readonly string Word = SettingKind.Independent.Key;

    public IEnumerable<Variant> Of(ComparedSpec spec)
    {
        var draft = new VariantDraft(spec);
        var branches = spec.Modalities.ToDictionary(modality => modality, draft.Branch);
        draft.Root(("concat", VariantDraft.List([.. branches.Values])), (Word, "true"));
        draft.Heads(spec.Merged);
        foreach (var target in spec.Targets)
            foreach (var (modality, branch) in branches) draft.HeadOf(target, modality, branch);
        yield return Variant.Of(Word, draft);
    }
}
