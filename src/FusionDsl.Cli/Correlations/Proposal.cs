using FusionDsl.Architecture;

namespace FusionDsl.Cli.Correlations;

/// <summary>A tree as fusions of a spec.</summary>
/// <param name="Fusions">Each behind those that it reads.</param>
/// <param name="Obstacle">Why they cannot take the place of the spec's own; null: they can.</param>
internal sealed record Proposal(IReadOnlyList<FusionDraft> Fusions, string? Obstacle)
{
    public static Proposal Of(FusionTree tree, Plan plan, string text)
    {
        try
        {
            var section = FusionSection.Of(plan);
            return new(FusionDraft.Of(tree, section.Branches, section.Root, plan, section.Kept(text)), Obstacle: null);
        }
        catch (FusionException obstacle)
        {
            // Then a fragment to build from: the last node that knows one modality alone is its branch.
            var branches = tree.Modalities.ToDictionary(modality => modality, modality => BranchOf(modality, plan));
            return new(FusionDraft.Of(tree, branches, "Joint", plan, []), obstacle.Message);
        }
    }

    private static string BranchOf(string modality, Plan plan) =>
        plan.Parts.LastOrDefault(part => part.Role == PartRole.Encoder
            && FusionSection.ModalitiesOf(part.Name, plan.Model).SequenceEqual([modality]))?.Name ?? modality;
}
