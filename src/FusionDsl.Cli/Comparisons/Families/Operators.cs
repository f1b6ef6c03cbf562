using System.Globalization;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Comparisons.Families;

/// <summary>Late fusion with other operators than concat.</summary>
/// <param name="kinds">Which.</param>
internal sealed class Operators(IReadOnlyList<OperatorKind> kinds) : IFamily
{
    // What an operator has to be told, where the spec tells nothing.
    private static readonly Dictionary<string, int> Usual = new()
    {
        ["rank"] = 4, ["heads"] = 2, ["layers"] = 1, ["tokens"] = 4, ["latents"] = 8, ["depth"] = 2, ["width"] = 32, ["dim"] = 32, ["hidden"] = 32,
    };

    public IEnumerable<Variant> Of(ComparedSpec spec) => kinds.Where(kind => kind != Concat.Definition).Select(kind => Of(spec, kind));

    private static Variant Of(ComparedSpec spec, OperatorKind kind)
    {
        var draft = new VariantDraft(spec);
        List<string> branches = [.. spec.Modalities.Select(draft.Branch)];
        List<(string, string)> says = [(kind.Key, VariantDraft.List(branches))];
        foreach (var parameter in kind.Parameters.Where(parameter => parameter.Required))
        {
            if (Setting(parameter, branches) is not { } value)
                return Variant.None(kind.Key, $"it needs '{parameter.Name}' ({parameter.Expectation}), which no rule of 'compare' sets");
            says.Add((parameter.Name, value));
        }
        draft.Root(says);
        draft.Heads(spec.Merged);
        return Variant.Of(kind.Key, draft);
    }

    private static string? Setting(Parameter parameter, IReadOnlyList<string> branches)
    {
        if (parameter.Kind == ParameterKind.Integer && Usual.TryGetValue(parameter.Name, out var usual))
            return usual.ToString(CultureInfo.InvariantCulture);
        // A text that an operator needs is one of its operands: the one that conditions the others.
        return parameter.Kind == ParameterKind.Text ? branches[0] : null;
    }
}
