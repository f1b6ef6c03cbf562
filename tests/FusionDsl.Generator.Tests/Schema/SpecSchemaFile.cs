using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Json.Schema;

namespace FusionDsl.Generator.Tests;

/// <summary>The schema that is checked in, <c>specs/schema/fusion.schema.json</c>, as an editor would use it.</summary>
internal static class SpecSchemaFile
{
    public static string Specs { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "specs"));

    public static string Text { get; } = File.ReadAllText(Path.Combine(Specs, "schema", "fusion.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    // A schema of this library works itself out at its first uses: two at once would find it half done.
    private static readonly Lock Turn = new();

    /// <summary>What the schema has against a spec; empty where it has nothing.</summary>
    public static string Complaints(string spec)
    {
        EvaluationResults result;
        lock (Turn) result = Schema.Evaluate(YamlJson.Of(spec), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? "" : "invalid\n" + string.Join("\n", result.Details.Where(detail => detail.HasErrors)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value} ({detail.EvaluationPath})")));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
