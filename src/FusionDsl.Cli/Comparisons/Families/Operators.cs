using System.Globalization;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Late fusion with other operators than concat.</summary>
/// <param name="kinds">Which.</param>
internal sealed class Operators(IReadOnlyList<OperatorKind> kinds) : IFamily
{
    private const string Heads = "heads";
    private const int MostHeads = 4;

    // What an operator has to be told, where the spec tells nothing.
    private static readonly Dictionary<string, int> Usual = new() { ["rank"] = 4, ["tokens"] = 4, ["latents"] = 8, ["depth"] = 2 };

    public IEnumerable<Variant> Of(ComparedSpec spec) => kinds.Where(kind => kind != Concat.Definition).Select(kind => Of(spec, kind));

    private static Variant Of(ComparedSpec spec, OperatorKind kind)
    {
        if (kind.IsPair && spec.Modalities.Count != 2)
            return Variant.None(kind.Key, $"it joins two nodes, and there are {spec.Modalities.Count} modalities");
        if (kind == Evidential.Definition) return OfEvidence(spec, kind);
        if (kind == ReliableSum.Definition && spec.Targets.Count > 1) return Variant.None(kind.Key, "it judges each branch by one head, and there are several");
        var draft = new VariantDraft(spec);
        List<string> branches = [.. spec.Modalities.Select(draft.Branch)];
        // The second of two that play different parts has a key of its own.
        List<(string, string)> says = kind.Role is { } role
            ? [(kind.Key, branches[0]), (role, branches[1])] : [(kind.Key, VariantDraft.List(branches))];
        foreach (var parameter in kind.Parameters.Where(parameter => parameter.Required))
        {
            if (Setting(parameter, draft.Width) is not { } value)
                return Variant.None(kind.Key, $"it needs '{parameter.Name}' ({parameter.Expectation}), which 'compare' has no rule for");
            says.Add((parameter.Name, value.ToString(CultureInfo.InvariantCulture)));
        }
        draft.Root(says);
        draft.Heads(spec.Merged);
        if (kind == ReliableSum.Definition)
            foreach (var (modality, branch) in spec.Modalities.Zip(branches)) draft.HeadOf(spec.Targets[0], modality, branch);
        return Variant.Of(kind.Key, draft);
    }

    // What is fused is evidence for each class, so that each branch ends in as many numbers as there are classes.
    private static Variant OfEvidence(ComparedSpec spec, OperatorKind kind)
    {
        if (spec.Targets is not [{ Head.Classes: { } classes }])
            return Variant.None(kind.Key, "it fuses evidence for the classes of one classifier, and there are other heads");
        var draft = new VariantDraft(spec);
        var last = $"dense: {classes.Names.Count.ToString(CultureInfo.InvariantCulture)}";
        var evidence = spec.Modalities
            .Select(modality => draft.Encoder($"{modality}Evidence", draft.Branch(modality), [last])).ToList();
        draft.Fusion(spec.Merged, [(kind.Key, VariantDraft.List(evidence))]);
        draft.Heads(spec.Merged);
        return Variant.Of(kind.Key, draft);
    }

    // Attention heads share the width out among them.
    private static int? Setting(Parameter parameter, int width) => parameter.Name != Heads
        ? Usual.TryGetValue(parameter.Name, out var usual) ? usual : null
        : Enumerable.Range(1, MostHeads).Last(heads => width % heads == 0);
}
