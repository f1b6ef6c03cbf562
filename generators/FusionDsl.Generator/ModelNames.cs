using FusionDsl.Architecture;

namespace FusionDsl.Generator;

/// <summary>The name of one model, and where it stands.</summary>
internal sealed record ModelName(string FullName, Place Place);

/// <summary>Names that more than one model has. Usually none, and then this is the same value whatever the models are, as long as they do not become a crowd.</summary>
internal sealed record ModelNames(EquatableArray<string> Repeated, EquatableArray<Finding> Findings, bool IsCrowded)
{
    /// <summary>From so many models on each gets a single file.</summary>
    public const int Crowd = 32;

    public static ModelNames Of(IEnumerable<ModelName> attributed, IEnumerable<ModelName> specified)
    {
        // Files are named after models, and some file systems do not tell upper case from lower.
        var all = attributed.Concat(specified).ToList();
        var groups = all
            .GroupBy(model => model.FullName, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.OrderBy(model => model.Place.Path, StringComparer.Ordinal).ThenBy(model => model.Place.Start).ToList())
            .OrderBy(group => group[0].FullName, StringComparer.Ordinal).ToList();
        return new(
            groups.SelectMany(group => group.Select(model => model.FullName)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            groups.SelectMany(group => group.Skip(1).Select(model => new Finding(
                Rule.DuplicateModel, model.Place, [group[0].FullName, FileName(group[0].Place.Path)]) { Related = [group[0].Place] })).ToEquatableArray(),
            all.Count >= Crowd);
    }

    // They are sorted: with thousands of them, thousands of models ask.
    public bool IsUnique(Plan plan)
    {
        var (from, to) = (0, Repeated.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = StringComparer.Ordinal.Compare(Repeated[middle], plan.Model.FullName);
            if (order == 0) return false;
            if (order < 0) from = middle + 1;
            else to = middle;
        }
        return true;
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
