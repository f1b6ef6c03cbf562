using FusionDsl.Architecture;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Classifier concat: each modality has a network and heads of its own, and what they say is merged.</summary>
/// <param name="words">How, by the keys of the decisions.</param>
internal sealed class DecisionLevel(IReadOnlyList<string> words) : IFamily
{
    public IEnumerable<Variant> Of(ComparedSpec spec) => words.Select(word => Of(spec, word));

    private static Variant Of(ComparedSpec spec, string word)
    {
        var draft = new VariantDraft(spec);
        var branches = spec.Modalities.ToDictionary(modality => modality, modality =>
        {
            var branch = draft.Branch(modality);
            return spec.RootLayers.Count == 0 ? branch : draft.Encoder($"{modality}{spec.Merged}", branch, spec.RootLayers);
        });
        foreach (var target in spec.Targets)
            draft.Decision(target.Name, word, [.. branches.Select(branch => draft.HeadOf(target, branch.Key, branch.Value))]);
        return Variant.Of($"decision {word}", draft);
    }
}
