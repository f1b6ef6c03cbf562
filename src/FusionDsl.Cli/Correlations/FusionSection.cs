using FusionDsl.Architecture;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Correlations;

/// <summary>The fusions of a spec: what a tree can be written in place of, and the writing.</summary>
/// <param name="Root">The fusion that everything flows into.</param>
/// <param name="Branches">The node that it merges for each modality.</param>
internal sealed record FusionSection(string Root, IReadOnlyDictionary<string, string> Branches)
{
    /// <summary>The fusions of a model, if they are one tree of concats with a branch per modality.</summary>
    /// <exception cref="FusionException">They are not; says why.</exception>
    public static FusionSection Of(Plan plan)
    {
        var fusions = plan.Model.Fusions.ToDictionary(fusion => fusion.Name);
        if (fusions.Count == 0) throw new FusionException("the spec has no fusion");
        if (fusions.Values.FirstOrDefault(fusion => fusion.Operator is not Concat) is { } other)
            throw new FusionException($"'{other.Name}' is a {other.Operator.Kind.Key}; only a tree of concat can be written anew");
        List<string> roots = [.. fusions.Keys.Where(name => fusions.Keys.All(other => other == name || !Flows(name, other, plan.Model)))];
        if (roots.Count != 1)
            throw new FusionException($"the fusions {string.Join(" and ", roots)} are no part of each other; expected one that all flow into");
        var root = roots[0];
        foreach (var fusion in fusions.Keys.Where(name => name != root))
            if (plan.Model.Nodes.FirstOrDefault(node => node is not FusionNode && node.Reads.Contains(fusion)) is { } reader)
                throw new FusionException($"'{reader.Name}' reads '{fusion}', which would no longer be there");

        var branches = new Dictionary<string, string>();
        foreach (var leaf in fusions.Values.SelectMany(fusion => fusion.Operands).Where(operand => !fusions.ContainsKey(operand)))
        {
            // Only fusions have several, and below a leaf there is none.
            var modality = ModalitiesOf(leaf, plan.Model).Single();
            if (branches.TryGetValue(modality, out var twice))
                throw new FusionException($"'{modality}' has two branches, '{twice}' and '{leaf}'; expected one");
            branches.Add(modality, leaf);
        }
        if (plan.Model.Modalities.FirstOrDefault(modality => !branches.ContainsKey(modality.Name)) is { } absent)
            throw new FusionException($"'{absent.Name}' does not flow into '{root}'");
        return new(root, branches);
    }

    /// <summary>The modalities that a node is made of, in the order of their names.</summary>
    public static IEnumerable<string> ModalitiesOf(string node, Model model)
    {
        var found = model.Nodes.First(one => one.Name == node);
        return found is ModalityNode ? [node]
            : found.Reads.SelectMany(read => ModalitiesOf(read, model)).Distinct().Order(StringComparer.Ordinal);
    }

    private static bool Flows(string from, string to, Model model) =>
        model.Nodes.First(node => node.Name == to).Reads.Any(read => read == from || Flows(from, read, model));

    /// <summary>The lines below <c>fusions:</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FusionDraft> drafts) => drafts.Select(draft => $"{draft.Name}: {Value(draft)}");

    /// <summary>The text with other fusions, and all else as it was.</summary>
    /// <exception cref="FusionException">They say something that would be lost, or the text is written too oddly.</exception>
    public static string Replace(string text, IReadOnlyList<FusionDraft> drafts)
    {
        var path = SpecPath.Parse("fusions");
        if (SpecTree.Parse(text) is not SpecMapping root || root.Find("fusions") is not { Value: SpecMapping section } entry)
            throw new FusionException("the spec has no fusion");
        var whole = SpecPrinter.Mapping(drafts.Select(draft => (draft.Name, Value(draft))));
        if (root.Form != MappingForm.Block || section.Form != MappingForm.Block) return SpecEdit.Set(text, path, whole);

        var newline = text.Contains("\r\n") ? "\r\n" : "\n";
        var indent = new string(' ', Math.Max(1, section.Start - (text.LastIndexOf('\n', section.Start) + 1)));
        var lines = string.Concat(Lines(drafts).Select(line => newline + indent + line));
        var colon = text.IndexOf(':', entry.Key.End) + 1;
        var after = string.Concat(text.AsSpan(0, colon), lines, text.AsSpan(section.End));
        return SpecComparison.DiffersOnlyAt(path, root, SpecTree.Parse(after)) ? after : SpecEdit.Set(text, path, whole);
    }

    /// <summary>What the last fusion says beside its operands, which stays; the others may say nothing but their layers.</summary>
    /// <exception cref="FusionException">One of them does.</exception>
    public IReadOnlyList<(string Key, string Value)> Kept(string text)
    {
        if (SpecTree.Parse(text) is not SpecMapping { } spec || spec.Find("fusions")?.Value is not SpecMapping section) return [];
        List<(string, string)> kept = [];
        foreach (var entry in section.Entries)
        {
            if (entry.Value is not SpecMapping fusion) continue;
            foreach (var said in fusion.Entries.Where(said => said.Key.Value != Concat.Definition.Key))
            {
                if (entry.Key.Value == Root) kept.Add((said.Key.Value, SpecPrinter.InFlow(said.Value, text)));
                else if (said.Key.Value != "layers")
                    throw new FusionException($"'{entry.Key.Value}' says '{said.Key.Value}', which would be lost");
            }
        }
        return kept;
    }

    private static string Value(FusionDraft draft) =>
        SpecPrinter.Mapping([(Concat.Definition.Key, $"[{string.Join(", ", draft.Operands)}]"), .. draft.More]);
}
