using FusionDsl.Architecture;
using FusionDsl.Data;

namespace FusionDsl.Cli.Specs;

/// <summary>
/// Where in a spec a mistake of its data was made: a file that is not there or a column that the file lacks is named in the spec, and that is
/// where it can be mended. A wrong cell is no mistake of the spec; its message names file and row.
/// </summary>
internal static class DataMistake
{
    /// <summary>The message, with the place in the spec in front of it if there is one.</summary>
    public static FusionException Located(DataException mistake, SpecFile spec) =>
        mistake.Row is null && Find(mistake, spec.Text.ToString()) is { } place
            ? new SpecMistake($"{spec.Path}({Position(spec, place)}): error: {mistake.Message}", mistake)
            : mistake;

    private static SpecNode? Find(DataException mistake, string text)
    {
        if (SpecTree.Parse(text) is not SpecMapping root || root.Find("data")?.Value is not SpecMapping data) return null;
        var sources = (data.Find("sources")?.Value as SpecMapping)?.Entries.Select(entry => entry.Value).OfType<SpecMapping>().ToList() ?? [];
        var inFile = sources.Where(source => source.Find("file")?.Value is SpecScalar file && file.Value == mistake.File).ToList();
        if (mistake.Column is not { } column) return inFile.FirstOrDefault()?.Find("file")?.Value;
        var split = (data.Find("split")?.Value as SpecMapping)?.Entries.Select(entry => entry.Value) ?? [];
        return inFile.SelectMany(source => new[] { source.Find("column")?.Value, source.Find("columns")?.Value })
            .Concat([data.Find("key")?.Value, .. split])
            .SelectMany(Scalars)
            .FirstOrDefault(scalar => scalar.Value == column || ColumnRange.Of(scalar.Value, out _)?.Names.Contains(column) == true);
    }

    private static IEnumerable<SpecScalar> Scalars(SpecNode? node) => node switch
    {
        SpecScalar scalar => [scalar],
        SpecList list => list.Items.OfType<SpecScalar>(),
        _ => [],
    };

    private static string Position(SpecFile spec, SpecNode place)
    {
        var position = spec.Text.Lines.GetLinePosition(place.Start);
        return $"{position.Line + 1},{position.Character + 1}";
    }
}

/// <summary>A mistake whose message begins with its place in a spec, as those of the compiler do.</summary>
internal sealed class SpecMistake(string message, Exception cause) : FusionException(message, cause);
