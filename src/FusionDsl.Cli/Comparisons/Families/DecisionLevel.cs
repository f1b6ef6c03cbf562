using FusionDsl.Architecture;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Classifier concat: each modality has a network and heads of its own; what they say is merged in every way there is.</summary>
internal sealed class DecisionLevel : IFamily
{
    // Numbers have no classes to vote for; they are averaged where the decision is about classes.
    private static readonly DecisionKind[] OfNumbers = [AverageDecision.Definition, WeightedDecision.Definition];

    public IEnumerable<Variant> Of(ComparedSpec spec) => Catalogue.Decisions.Select(kind => Of(spec, kind));

    private static Variant Of(ComparedSpec spec, DecisionKind kind)
    {
        var name = $"decision {kind.Key}";
        if (spec.Targets.All(target => target.Head.Classes is null) && !OfNumbers.Contains(kind))
            return Variant.None(name, "it merges classes, not numbers");
        var draft = new VariantDraft(spec);
        var branches = spec.Modalities.ToDictionary(modality => modality, modality =>
        {
            var branch = draft.Branch(modality);
            return spec.RootLayers.Count == 0 ? branch : draft.Encoder($"{modality}{spec.Merged}", branch, spec.RootLayers);
        });
        foreach (var target in spec.Targets)
        {
            var word = target.Head.Classes is not null || OfNumbers.Contains(kind) ? kind : OfNumbers[0];
            draft.Decision(target.Name, word.Key, [.. branches.Select(branch => draft.HeadOf(target, branch.Key, branch.Value))]);
        }
        return Variant.Of(name, draft);
    }
}
