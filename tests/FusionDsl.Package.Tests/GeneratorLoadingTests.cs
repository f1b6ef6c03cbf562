using System.Reflection;
using System.Runtime.Loader;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Package.Tests;

[Collection(WorkshopCollection.Name)]
public class GeneratorLoadingTests(Workshop workshop)
{
    [Fact]
    public void A_project_without_specs_never_loads_the_YAML_parser()
    {
        var input = Input.WithSource(File.ReadAllText(Path.Combine(workshop.Project, "WeatherNet.cs")), "WeatherNet.cs");

        Assert.Equal(["FusionDsl.Architecture", "FusionDsl.Generator"], LoadedBy(input));
    }

    [Fact]
    public void A_project_with_a_spec_finds_the_YAML_parser_beside_the_generator() =>
        Assert.Equal(
            ["FusionDsl.Architecture", "FusionDsl.Generator", "YamlDotNet"],
            LoadedBy(Input.WithSpec(File.ReadAllText(workshop.SpecFile), "MotionNet.fusion.yaml")));

    // What the generator does is tested with the generator; here only whether all it needs is there.
    private static readonly Checks OnlyThatItRuns = new() { Caching = false, ValuesOnly = false, Compiles = false, SameEverywhere = false };

    private GeneratorInput Input => GeneratorInput.Empty with
    {
        References = [.. PlatformReferences.All,
            .. Directory.EnumerateFiles(workshop.BuildOutput, "*.dll").Select(file => MetadataReference.CreateFromFile(file))],
    };

    private string[] LoadedBy(GeneratorInput input)
    {
        var folder = new AnalyzerFolder(Path.Combine(workshop.Package, "analyzers", "dotnet", "cs"));
        var generator = folder.LoadFromAssemblyName(new AssemblyName("FusionDsl.Generator")).GetType("FusionDsl.Generator.FusionGenerator", throwOnError: true)!;

        var run = Harness.Run((IIncrementalGenerator)Activator.CreateInstance(generator)!, input, OnlyThatItRuns);

        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Sources);
        return [.. folder.Assemblies.Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal)];
    }

    // As a compiler does: the folder's own assemblies first, then those of the host.
    private sealed class AnalyzerFolder(string folder) : AssemblyLoadContext("the package's analyzers")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
