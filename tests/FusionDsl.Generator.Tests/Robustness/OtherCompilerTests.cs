using System.Reflection;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Generator.Tests;

/// <summary>The same files, byte by byte, whichever compiler runs the generator and however the generator was built.</summary>
public class OtherCompilerTests
{
    private static readonly GeneratorInput Everything = Generation.Source(CipherNet.Attributed, "CipherNet.cs").WithSource(CipherNet.Cipher, "Cipher.cs")
        .WithSource(StagedNet.Attributed, "StagedNet.cs").WithSource(PreparedNet.Attributed, "PreparedNet.cs")
        .WithSpec(EveryLayerNet.Yaml, "zoo.fusion.yaml").WithSpec(EveryFusionNet.Yaml, "fusions.fusion.yaml").WithSpec(DecisionNet.Yaml, "decisions.fusion.yaml")
        .WithSpec(AutoencoderNet.Yaml.Replace("Sensors", "Others"), "auto.fusion.yaml").WithSpec("model: Broken\nmodalities: { A: { vectr: 3 } }", "broken.fusion.yaml")
        .WithSource("using FusionDsl; [FusionModel] public partial class Wrong { [Vector(0)] public partial class A; [Regression<A>] public partial class H; }", "Wrong.cs");

    public static TheoryData<string> Compilers => ["RoslynFloor", "RoslynOfSdk"];

    [Theory, MemberData(nameof(Compilers))]
    public void The_oldest_compiler_and_that_of_the_SDK_get_the_same_files(string compiler)
    {
        using var mine = new OtherCompiler(null);
        using var other = new OtherCompiler(Folder(compiler));
        Assert.NotEqual(mine.Version, other.Version);
        if (compiler == "RoslynFloor") Assert.Equal(new Version(4, 8, 0, 0), other.Version);
        AssertSame(mine.Run(Everything), other.Run(Everything));
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void A_debug_build_and_a_release_build_write_the_same_files(OptimizationLevel level)
    {
        var architecture = Built("src/FusionDsl.Architecture", level, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"FusionDsl.Generator\")]", []);
        var generator = Built("generators/FusionDsl.Generator", level, "", [architecture]);
        using var mine = new OtherCompiler(null);
        using var other = new OtherCompiler(null, new Dictionary<string, byte[]> { ["FusionDsl.Architecture"] = architecture, ["FusionDsl.Generator"] = generator });
        AssertSame(mine.Run(Everything), other.Run(Everything));
    }

    [Fact]
    public void Files_do_not_depend_on_where_the_project_lies()
    {
        GeneratorInput At(string folder) => Everything with
        {
            Sources = [.. Everything.Sources.Select(file => file with { Path = folder + file.Path })],
            Specs = [.. Everything.Specs.Select(file => file with { Path = folder + file.Path })],
        };
        var (here, there, elsewhere) = (Generation.Quick(At("")), Generation.Quick(At("/home/somebody/a b/é/")), Generation.Quick(At("C:\\work\\")));
        Assert.Equal(here.Sources, there.Sources);
        Assert.Equal(here.Sources, elsewhere.Sources);
        Assert.Equal(here.Diagnostics.Select(Generation.Message).Order(), there.Diagnostics.Select(Generation.Message).Order());
    }

    [Fact]
    public void A_project_without_specs_never_loads_the_reader_of_YAML()
    {
        var classes = Everything with { Specs = [] };
        using var compiler = new OtherCompiler(null);
        Assert.Contains("AvrCrypto.CipherNet.Module.g.cs", compiler.Run(classes));
        Assert.DoesNotContain("YamlDotNet", compiler.Loaded);
        Assert.Contains("FusionDsl.Architecture", compiler.Loaded);
        // The check can fail: with a spec it is there.
        compiler.Run(classes.WithSpec(EarlyNet.Yaml));
        Assert.Contains("YamlDotNet", compiler.Loaded);
    }

    private static void AssertSame(string[] expected, string[] found)
    {
        Assert.True(expected.Length > 100, "There is nothing to compare");
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i]);
    }

    private static byte[] Built(string project, OptimizationLevel level, string more, byte[][] references)
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(OtherCompiler.Here())!, "../../..", project));
        const string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var language = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: level == OptimizationLevel.Debug ? ["DEBUG", "TRACE"] : ["RELEASE"]);
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), language, path)).ToList();
        Assert.True(sources.Count > 40, $"{folder} has only {sources.Count} files");
        string[] libraries = ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "YamlDotNet"];
        var own = PlatformReferences.All.Where(reference => !Path.GetFileName(reference.Display!).StartsWith("FusionDsl", StringComparison.Ordinal) && Path.GetFileName(reference.Display!) != "YamlDotNet.dll");
        return OtherCompiler.Emit(CSharpCompilation.Create(
            Path.GetFileName(project), sources.Append(CSharpSyntaxTree.ParseText(usings + more, language)),
            [.. own, .. libraries.Select(name => MetadataReference.CreateFromFile(Assembly.Load(name).Location)), .. references.Select(image => MetadataReference.CreateFromImage(image))],
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, nullableContextOptions: NullableContextOptions.Enable, deterministic: true))).ToArray();
    }

    private static string Folder(string name) => name == "RoslynFloor" ? Path.Combine(AppContext.BaseDirectory, "roslyn-floor") : typeof(OtherCompilerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == name).Value!;
}
