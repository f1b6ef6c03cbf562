using FusionDsl.Architecture;

namespace FusionDsl.Generator;

/// <summary>The name of one model, and where it stands.</summary>
internal sealed record ModelName(string FullName, Place Place);

/// <summary>Names that more than one model has. Usually none, and then this is the same value whatever the models are.</summary>
internal sealed record ModelNames(EquatableArray<string> Repeated, EquatableArray<Finding> Findings)
{
    public static ModelNames Of(IEnumerable<ModelName> attributed, IEnumerable<ModelName> specified)
    {
        // Files are named after models, and some file systems do not tell upper case from lower.
        var groups = attributed.Concat(specified)
            .GroupBy(model => model.FullName, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.OrderBy(model => model.Place.Path, StringComparer.Ordinal).ThenBy(model => model.Place.Start).ToList())
            .OrderBy(group => group[0].FullName, StringComparer.Ordinal).ToList();
        return new(
            groups.SelectMany(group => group.Select(model => model.FullName)).Distinct(StringComparer.Ordinal).ToEquatableArray(),
            groups.SelectMany(group => group.Skip(1).Select(model => new Finding(
                Rule.DuplicateModel, model.Place, [group[0].FullName, FileName(group[0].Place.Path)]))).ToEquatableArray());
    }

    public bool IsUnique(Plan plan) => !Repeated.Contains(plan.Model.FullName, StringComparer.Ordinal);

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
