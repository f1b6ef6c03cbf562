namespace FusionDsl.Package.Tests;

[Collection(WorkshopCollection.Name)]
public class PackageContentTests(Workshop workshop)
{
    [Fact]
    public void The_package_holds_the_library_the_generator_and_the_build_steps_and_nothing_else()
    {
        string[] wrapping = ["[Content_Types].xml", "FusionDsl.nuspec"];
        var files = Directory.EnumerateFiles(workshop.Package, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(workshop.Package, file).Replace('\\', '/'))
            .Where(file => !wrapping.Contains(file) && !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                "analyzers/dotnet/cs/FusionDsl.Architecture.dll",
                "analyzers/dotnet/cs/FusionDsl.CodeFixes.dll",
                "analyzers/dotnet/cs/FusionDsl.Generator.dll",
                "analyzers/dotnet/cs/YamlDotNet.dll",
                "buildTransitive/FusionDsl.Native.targets",
                "buildTransitive/FusionDsl.Specs.targets",
                "buildTransitive/FusionDsl.props",
                "buildTransitive/FusionDsl.targets",
                "buildTransitive/WeakenSymbolVersion.task",
                "lib/net10.0/FusionDsl.dll",
                "lib/net10.0/FusionDsl.xml",
            ],
            files);
    }

    [Fact]
    public void A_user_gets_libtorch_and_the_readers_but_neither_compiler_nor_YAML_parser()
    {
        Assert.Equal(
            [
                "DuckDB.NET.Data.Full", "Microsoft.Extensions.Logging.Abstractions", "SharpZipLib", "SkiaSharp",
                "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.IO.Hashing", "System.Numerics.Tensors", "TorchSharp", "TorchSharp-cpu",
            ],
            workshop.Dependencies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_says_what_it_is_and_under_which_licence()
    {
        string? Entry(string name) => workshop.Nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("MIT", Entry("license"));
        Assert.Equal("README.md", Entry("readme"));
        Assert.Contains("YamlDotNet", File.ReadAllText(Path.Combine(workshop.Package, "THIRD-PARTY-NOTICES.txt")), StringComparison.Ordinal);
    }
}
