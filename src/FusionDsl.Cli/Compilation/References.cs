using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Compilation;

/// <summary>What generated code is compiled against: what a project has that uses the package, and nothing of the tool.</summary>
internal static class References
{
    private static readonly string[] Packages = ["FusionDsl", "TorchSharp"];

    /// <summary>The framework, FusionDsl and TorchSharp, from the files that this process runs on.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } = Find();

    private static List<MetadataReference> Find()
    {
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var found = trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(file => Path.GetDirectoryName(file) == framework || Packages.Contains(Path.GetFileNameWithoutExtension(file)))
            .ToList();
        foreach (var package in Packages)
            if (!found.Exists(file => Path.GetFileNameWithoutExtension(file) == package))
                throw new InvalidOperationException($"{package}.dll is not among the assemblies of the tool.");
        return [.. found.Select(file => MetadataReference.CreateFromFile(file))];
    }
}
