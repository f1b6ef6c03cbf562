using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>The assemblies that the test process itself may load, without the compiler and the test runner.</summary>
public static class PlatformReferences
{
    // A user's project sees neither of these, so code that only compiles beside them must not pass.
    private static readonly string[] ToolsOfTheTests =
        ["Microsoft.CodeAnalysis", "Microsoft.TestPlatform", "Microsoft.VisualStudio", "xunit", "testhost",
            "DiffPlex", "FusionDsl.Testing"];

    public static ImmutableArray<MetadataReference> All { get; } =
        [.. Trusted().Where(path => !IsTool(path)).Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];

    internal static MetadataReference Of(Assembly assembly) => MetadataReference.CreateFromFile(assembly.Location);

    private static IEnumerable<string> Trusted() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsTool(string path) =>
        ToolsOfTheTests.Any(tool => Path.GetFileName(path).StartsWith(tool, StringComparison.OrdinalIgnoreCase));
}
