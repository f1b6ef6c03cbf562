using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The source of one node.</summary>
internal sealed record SpecSource(YamlScalar Node, DraftCall Call);

/// <summary>The section <c>data: sources:</c>, by node.</summary>
internal sealed class SourceReader(SpecContext context)
{
    public Dictionary<string, SpecSource> Read(YamlMap spec)
    {
        var sources = new Dictionary<string, SpecSource>(StringComparer.Ordinal);
        if (spec.Find("data")?.Value is not YamlMap data || data.Find("sources") is not { } entry) return sources;
        if (context.Map(entry.Value, "sources") is not { } map) return sources;
        foreach (var source in map.Entries)
        {
            if (source.Value is not YamlMap settings)
            {
                context.Report(Rule.WrongYamlKind, source.Value.Place, source.Key.Text, "a map of its file and columns, such as { file: a.csv, column: a }", source.Value.Form);
                continue;
            }
            // One column is called column, several columns: both are the same parameter.
            var arguments = settings.Entries.Select(SpecContext.Argument)
                .Select(argument => argument.Name == "column" ? argument with { Name = "columns" } : argument);
            sources.Add(source.Key.Text, new(source.Key, new(SettingKind.Source.Name, source.Key.Place, [], arguments.ToEquatableArray())));
        }
        return sources;
    }
}
