namespace FusionDsl.Architecture;

/// <summary>What a model makes of one modality alone.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Nodes">Encoders and fusions with weights that no other modality reaches, in the order of computation.</param>
/// <param name="Classifiers">Classifiers that read nothing else.</param>
public sealed record BranchPlan(string Modality, EquatableArray<string> Nodes, EquatableArray<string> Classifiers)
{
    /// <summary>The branches of a model; a modality of which nothing is learned alone has none.</summary>
    public static EquatableArray<BranchPlan> Of(Model model, IReadOnlyList<PartPlan> parts)
    {
        // By node: the one modality that reaches it; null: several.
        var only = model.Modalities.ToDictionary(modality => modality.Name, modality => (string?)modality.Name, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var sources = part.Inputs.Select(input => only[input.Name]).Distinct().ToList();
            only[part.Name] = sources.Count == 1 ? sources[0] : null;
        }
        return model.Modalities.Select(modality => new BranchPlan(
                modality.Name,
                parts.Where(part => part.Role != PartRole.Head && part.ParameterCount > 0 && only[part.Name] == modality.Name).Select(part => part.Name).ToEquatableArray(),
                model.Heads.Where(head => head.Classes is not null && only[head.Name] == modality.Name).Select(head => head.Name).ToEquatableArray()))
            .Where(branch => branch.Nodes.Count > 0).ToEquatableArray();
    }
}
