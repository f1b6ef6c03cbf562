using FusionDsl.Architecture;
using FusionDsl.Generator.FrontEnds;

namespace FusionDsl.Generator;

/// <summary>A draft after all rules: a plan, or findings that say why there is none.</summary>
/// <param name="Plan">Null if a rule is broken.</param>
/// <param name="Name">Null if there is no plan.</param>
/// <param name="Findings">Broken rules, with their places.</param>
internal sealed record CheckedModel(Plan? Plan, ModelName? Name, EquatableArray<Finding> Findings)
{
    public static CheckedModel Of(Drafted drafted)
    {
        var lowered = drafted.Lower();
        if (lowered.Model is null) return new(null, null, lowered.Findings);
        var analysis = lowered.Findings.Count == 0 ? Analyse.Run(lowered.Model) : new(null, Analyse.Part(lowered.Model));
        var findings = lowered.Findings.Concat(analysis.Issues.Select(issue => new Finding(issue.Rule, lowered.Map.Find(issue.Key), issue.Arguments)
        {
            Mend = issue.Mend, MendPlace = issue.MendKey is null ? Place.None : lowered.Map.Find(issue.MendKey),
            Related = issue.Related.Select(lowered.Map.Find).ToEquatableArray(),
        }));
        return new(analysis.Plan, analysis.Plan is null ? null : NameOf(lowered.Model, lowered.Map), findings.ToEquatableArray());
    }

    private static ModelName NameOf(Model model, SourceMap map) => new(model.FullName, map.Find(""),
    [
        .. model.Heads.Where(head => head.Classes is { Generate: true }).GroupBy(head => head.Classes!).Select(heads => new EnumName(
            model.FullNameOf(heads.Key), heads.Key.Names, model.Accessibility == "public", map.Find($"{heads.First().Name}/classes"))),
    ]);
}
