using FusionDsl.Architecture;

namespace FusionDsl.Cli.Correlations;

/// <summary>A fusion to be written into a spec.</summary>
/// <param name="Operands">In order.</param>
/// <param name="More">What stands behind the operands: its layers; in YAML.</param>
internal sealed record FusionDraft(string Name, IReadOnlyList<string> Operands, IReadOnlyList<(string Key, string Value)> More)
{
    /// <summary>The fusions of a tree, each behind those that it reads.</summary>
    /// <param name="tree">In which order modalities are merged.</param>
    /// <param name="branches">The node that is merged for each modality.</param>
    /// <param name="root">The name of the last one.</param>
    /// <param name="plan">The model as it is: for the widths of its nodes, and for names that are taken.</param>
    /// <param name="more">What stands behind the operands of the last one.</param>
    public static IReadOnlyList<FusionDraft> Of(
        FusionTree tree, IReadOnlyDictionary<string, string> branches, string root, Plan plan,
        IReadOnlyList<(string Key, string Value)> more)
    {
        List<FusionDraft> drafts = [];
        if (tree is FusionTree.Merge merge) drafts.Add(new(root, [Add(merge.First), Add(merge.Second)], more));
        return drafts;

        string Add(FusionTree part)
        {
            if (part is not FusionTree.Merge inner) return branches[part.Modalities[0]];
            var operands = new[] { Add(inner.First), Add(inner.Second) };
            var name = Free(string.Concat(inner.Modalities.Order(StringComparer.Ordinal)), root, plan, drafts);
            drafts.Add(new(name, operands, Layers(inner, branches, plan)));
            return name;
        }
    }

    // Without a layer a concat of concats would be the same as one concat of all. As wide as its widest branch, so that it has to choose.
    private static IReadOnlyList<(string Key, string Value)> Layers(
        FusionTree.Merge merge, IReadOnlyDictionary<string, string> branches, Plan plan)
    {
        List<Shape> shapes = [.. merge.Modalities.Select(modality => ShapeOf(branches[modality], plan))];
        return shapes.TrueForAll(shape => shape.IsFeatures) ? [("layers", $"[dense: {shapes.Max(shape => shape.Width)}, relu]")] : [];
    }

    private static Shape ShapeOf(string node, Plan plan) =>
        plan.Parts.FirstOrDefault(part => part.Name == node)?.Output
            ?? plan.Model.Modalities.First(modality => modality.Name == node).Output;

    private static string Free(string wished, string root, Plan plan, IReadOnlyList<FusionDraft> drafts)
    {
        // Names of the fusions that these take the place of are free.
        var taken = plan.Model.Nodes.Where(node => node is not FusionNode).Select(node => node.Name)
            .Concat(drafts.Select(draft => draft.Name)).Concat([plan.Model.Name, root]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (IsFree(wished)) return wished;
        for (var number = 1; ; number++)
            if (IsFree($"Merged{number}")) return $"Merged{number}";

        bool IsFree(string name) => Names.IsName(name) && !Names.IsReserved(name) && !taken.Contains(name);
    }
}
