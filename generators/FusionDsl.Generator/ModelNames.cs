using FusionDsl.Architecture;

namespace FusionDsl.Generator;

/// <summary>The name of one model, and where it stands.</summary>
/// <param name="Enums">The enums that are generated with it.</param>
internal sealed record ModelName(string FullName, Place Place, EquatableArray<EnumName> Enums);

/// <summary>An enum of classes that is generated.</summary>
internal sealed record EnumName(string FullName, EquatableArray<string> Classes, bool IsPublic, Place Place);

/// <summary>
/// Names that more than one model has. Usually none, and then this is the same value whatever the models are, as long as they do not become a crowd.
/// </summary>
/// <param name="Repeated">Models whose names, or whose enums, clash with others: they get no code. Sorted.</param>
/// <param name="Borrowed">Enums that another model generates as well, and that are written with that one. Sorted.</param>
internal sealed record ModelNames(EquatableArray<string> Repeated, EquatableArray<BorrowedEnum> Borrowed, EquatableArray<Finding> Findings, bool IsCrowded)
{
    /// <summary>From so many models on each gets a single file.</summary>
    public const int Crowd = 32;

    public static ModelNames Of(IEnumerable<ModelName> attributed, IEnumerable<ModelName> specified)
    {
        ModelName[] all = [.. attributed.Concat(specified).OrderBy(model => model.Place.Path, StringComparer.Ordinal).ThenBy(model => model.Place.Start)];
        var (repeated, borrowed, findings) = (new HashSet<string>(StringComparer.Ordinal), new List<BorrowedEnum>(), new List<Finding>());
        // Files are named after models, and some file systems do not tell upper case from lower.
        foreach (var group in all.GroupBy(model => model.FullName, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()))
        {
            var first = group.First();
            repeated.UnionWith(group.Select(model => model.FullName));
            findings.AddRange(group.Skip(1).Select(model => Duplicate(Rule.DuplicateModel, model.Place, first.FullName, first.Place)));
        }
        CheckEnums(all, repeated, borrowed, findings);
        return new(
            repeated.OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            borrowed.OrderBy(one => one.Model, StringComparer.Ordinal).ToEquatableArray(),
            findings.OrderBy(finding => finding.Place.Path, StringComparer.Ordinal).ThenBy(finding => finding.Place.Start).ToEquatableArray(), all.Length >= Crowd);
    }

    // Models of the same classes share their enum, so that their answers can be compared.
    private static void CheckEnums(ModelName[] all, HashSet<string> repeated, List<BorrowedEnum> borrowed, List<Finding> findings)
    {
        var models = all.ToLookup(model => model.FullName, StringComparer.Ordinal);
        foreach (var group in all.SelectMany(model => model.Enums.Select(own => (Model: model, Enum: own))).GroupBy(one => one.Enum.FullName, StringComparer.Ordinal))
        {
            // One that others can see as well serves all.
            var first = group.OrderBy(one => one.Enum.IsPublic ? 0 : 1).First();
            if (models[group.Key].FirstOrDefault() is { } model)
            {
                repeated.UnionWith(group.Select(one => one.Model.FullName));
                findings.AddRange(group.Select(one => Duplicate(Rule.DuplicateModel, one.Enum.Place, group.Key, model.Place)));
                continue;
            }
            foreach (var other in group.Where(one => one != first))
            {
                if (other.Enum.Classes.Equals(first.Enum.Classes)) borrowed.Add(new(other.Model.FullName, group.Key));
                else
                {
                    repeated.Add(other.Model.FullName);
                    findings.Add(Duplicate(Rule.DuplicateEnum, other.Enum.Place, group.Key, first.Enum.Place, string.Join(", ", first.Enum.Classes)));
                }
            }
        }
    }

    private static Finding Duplicate(Rule rule, Place place, string name, Place other, params string[] more) =>
        new(rule, place, [name, other.Path.Substring(other.Path.LastIndexOfAny(['/', '\\']) + 1), .. more]) { Related = [other] };

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

    /// <summary>The plan without the enums that another model brings along.</summary>
    public Plan Emitted(Plan plan)
    {
        var borrowed = Borrowed.Where(one => one.Model == plan.Model.FullName).Select(one => one.Enum).ToList();
        return borrowed.Count == 0 ? plan : plan with { Model = plan.Model.Borrowing(borrowed) };
    }
}

/// <summary>An enum that is written with another model.</summary>
internal sealed record BorrowedEnum(string Model, string Enum);
