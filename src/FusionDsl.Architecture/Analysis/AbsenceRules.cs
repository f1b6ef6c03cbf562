namespace FusionDsl.Architecture;

/// <summary>Modalities that may be absent, and fusions that teach their operands nothing.</summary>
internal static class AbsenceRules
{
    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        if (model.Train.ModalityDropout > 0 && model.Modalities.Count == 1)
            issues.Add(new(Rule.DropoutOfOne, "/modalityDropout", [model.Modalities[0].Name]) { Mend = Mend.Removal });
        foreach (var modality in model.Modalities.Where(modality => modality.Output.Vocabulary is not null && model.StandsIn(modality)))
        {
            var reader = model.Nodes.First(node => node is not EncoderNode { Autoencoder: null } && node.Reads.Contains(modality.Name));
            issues.Add(new(Rule.AbsentTokens, $"{modality.Name}/optional", [modality.Name, reader.Name]));
        }
        CheckIndependence(model, parts, issues);
    }

    // From the heads back, as gradients go.
    private static void CheckIndependence(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        var taught = new HashSet<string>(model.Heads.Select(head => head.Name), StringComparer.Ordinal);
        foreach (var part in parts.Reverse().Where(part => taught.Contains(part.Name) && !part.IsIndependent))
            taught.UnionWith(part.Inputs.Select(input => input.Name));
        foreach (var fusion in parts.Where(part => part.IsIndependent))
        {
            var behind = new HashSet<string>(fusion.Inputs.Select(input => input.Name), StringComparer.Ordinal);
            foreach (var part in parts.Reverse().Where(part => behind.Contains(part.Name))) behind.UnionWith(part.Inputs.Select(input => input.Name));
            var trained = parts.Where(part => behind.Contains(part.Name) && part.ParameterCount > 0).ToList();
            if (trained.Count == 0) issues.Add(new(Rule.NothingIndependent, $"{fusion.Name}/independent", [fusion.Name]) { Mend = Mend.Removal });
            // An autoencoder teaches itself.
            foreach (var part in trained.Where(part => !taught.Contains(part.Name) && part.Decoder.Count == 0))
                issues.Add(new(Rule.Untrained, part.Name, [part.Name, fusion.Name]));
        }
    }
}
