using FusionDsl.Data;

namespace FusionDsl.Cli.Commands;

/// <summary>What is predicted at once: one file, or several that the key joins.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="IsData">Whether it consists of data files; otherwise a reader makes rows of it.</param>
/// <param name="Plan">What to read from which of the files; of a reader's file, what the spec says.</param>
/// <param name="Notes">What a user should know of the choice.</param>
internal sealed record PredictionInput(string Name, bool IsData, DataPlan Plan, IReadOnlyList<string> Notes)
{
    /// <summary>The extensions of data files.</summary>
    public static IReadOnlyList<string> DataExtensions { get; } = [".csv", ".tsv", ".parquet", ".json", ".jsonl", ".ndjson", ".gz"];

    /// <summary>
    /// Matches files to sources. A file with the columns of all modalities is an input of its own. Where the sources of the training lie in several
    /// files, the others together are one: each takes the place of the file with its name, or else of the one whose columns it alone has.
    /// </summary>
    /// <param name="declared">The plan of the training, with labels.</param>
    /// <param name="inputs">Files that exist.</param>
    /// <exception cref="FusionException">Columns are in no file, or in several.</exception>
    public static IReadOnlyList<PredictionInput> Of(DataPlan declared, IReadOnlyList<string> inputs)
    {
        var plan = declared.WithoutLabels();
        string[] files = [.. plan.Sources.Select(source => source.File).Distinct()];
        var parts = files.Length < 2 ? [] : Parts(plan, files, [.. inputs.Where(IsDataFile).Distinct()]);
        if (parts.Count == 0) return [.. inputs.Select(input => Alone(plan, input))];

        List<PredictionInput> found = [];
        foreach (var input in inputs)
        {
            if (!parts.Contains(input)) found.Add(Alone(plan, input));
            else if (input == parts[0]) found.Add(Joined(declared, plan, files, parts));
        }
        return found;
    }

    private static bool IsDataFile(string input) => DataExtensions.Contains(Path.GetExtension(input).ToLowerInvariant());

    private static PredictionInput Alone(DataPlan plan, string input) => IsDataFile(input)
        ? new(input, true, plan with { Sources = [.. plan.Sources.Select(source => source with { File = input })] }, [])
        : new(input, false, plan, []);

    // Those that are no input of their own: the very files of the training, and all that lack columns.
    private static List<string> Parts(DataPlan plan, string[] files, string[] inputs)
    {
        if (Array.TrueForAll(files, file => inputs.Count(input => HasNameOf(input, file)) == 1))
            return [.. inputs.Where(input => Array.Exists(files, file => HasNameOf(input, file)) || !HasAll(plan.Sources, input))];
        return [.. inputs.Where(input => !HasAll(plan.Sources, input))];
    }

    private static PredictionInput Joined(DataPlan declared, DataPlan plan, string[] files, List<string> parts)
    {
        var place = files.ToDictionary(file => file, file => PartFor(file, plan, files, parts));
        List<string> notes = [];
        foreach (var part in parts.Except(place.Values))
        {
            if (!declared.Sources.Any(source => source is ClassSource or TargetSource && HasNameOf(part, source.File)))
                throw new FusionException($"{part} takes the place of no file of the training. {Expected(plan, files)}");
            notes.Add($"{part} has labels alone, which are not needed.");
        }
        string[] used = [.. parts.Where(place.ContainsValue)];
        NodeSource[] sources = [.. plan.Sources.Select(source => source with { File = place[source.File] })];
        return new(string.Join(" + ", used), true, plan with { Sources = sources }, notes);
    }

    private static string PartFor(string file, DataPlan plan, string[] files, List<string> parts)
    {
        NodeSource[] sources = [.. plan.Sources.Where(source => source.File == file)];
        string[] found = [.. parts.Where(part => HasNameOf(part, file))];
        // Files of the training that are called alike lie in several folders: then their columns tell.
        if (found.Length != 1 || files.Count(other => HasNameOf(found[0], other)) > 1) found = [.. parts.Where(part => HasAll(sources, part))];
        var nodes = string.Join(", ", sources.Select(source => $"'{source.Node}'"));
        return found.Length switch
        {
            1 => found[0],
            0 => throw new FusionException(
                $"{(parts.Count == 1 ? $"{parts[0]} does not have" : "No file has")} all columns of {nodes}{Lacking(sources, parts)}. "
                + Expected(plan, files)),
            _ => throw new FusionException(
                $"{string.Join(" and ", found)} have the columns of {nodes}: only one of them can take the place of {file}. "
                + $"Give one set of files at a time. {Expected(plan, files)}"),
        };
    }

    // One column says more than that some are absent.
    private static string Lacking(NodeSource[] sources, List<string> parts)
    {
        if (parts.Count > 1) return "";
        var there = DataLoader.ColumnsOf(parts[0]);
        return $": there is no '{sources.SelectMany(DataLoader.ColumnsOf).First(column => !there.Contains(column))}'";
    }

    private static string Expected(DataPlan plan, string[] files) =>
        "Expected one file with the columns of all modalities, or a file for each of "
        + $"{string.Join(", ", files.Select(file => Path.GetFileName(file)))}, which '{plan.Key}' joins.";

    private static bool HasNameOf(string input, string file) => Path.GetFileName(input) == Path.GetFileName(file);

    private static bool HasAll(IEnumerable<NodeSource> sources, string input)
    {
        var there = DataLoader.ColumnsOf(input).ToHashSet();
        return sources.SelectMany(DataLoader.ColumnsOf).All(there.Contains);
    }
}
