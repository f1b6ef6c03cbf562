using System.Runtime.CompilerServices;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>The examples in specs, as they are checked in: each spec has an attributed twin, and both have the same code.</summary>
public class ExampleTests
{
    private static readonly string Specs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "specs"));

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Specs, "*.fusion.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Specs, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_examples() => Assert.True(Examples.Count >= 7);

    [Theory, MemberData(nameof(Examples))]
    public void The_attributed_twin_has_the_code_of_the_spec(string example)
    {
        var file = Path.Combine(Specs, example);
        var spec = File.ReadAllText(file);
        var model = spec.Split('\n').Single(line => line.StartsWith("model: ", StringComparison.Ordinal))["model: ".Length..].Trim();
        var twins = Path.Combine(Path.GetDirectoryName(file)!, "attributed");
        var twin = GeneratorInput.Empty.WithSource(File.ReadAllText(Path.Combine(twins, model + ".cs")), model + ".cs");
        if (Path.Combine(twins, "Labels.cs") is var labels && File.Exists(labels)) twin = twin.WithSource(File.ReadAllText(labels), "Labels.cs");

        var fromSpec = Generation.Quick(GeneratorInput.Empty.WithSpec(spec, Path.GetFileName(file)));
        var fromTwin = Generation.Quick(twin);
        DiagnosticAssert.None(fromSpec);
        DiagnosticAssert.None(fromTwin);

        Assert.NotEmpty(fromTwin.Sources);
        Assert.All(fromTwin.Sources, source => Assert.Equal(source.Value, fromSpec[source.Key]));
        // All that a spec has beyond it are its enums, which are in the twin's own source.
        Assert.All(fromSpec.Sources.Where(source => !fromTwin.Sources.ContainsKey(source.Key)), source => Assert.Contains("public enum ", source.Value));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
