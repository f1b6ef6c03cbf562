using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace FusionDsl.Native;

/// <summary>Says why a native library did not load, and what helps, from what the system's loader said.</summary>
internal static partial class LoadFailure
{
    /// <param name="library">File name of the library that was asked for.</param>
    /// <param name="failure">What .NET threw; its message holds the loader's words, one line per place that was tried.</param>
    public static string Explain(string library, Exception failure)
    {
        if (failure is BadImageFormatException)
            return $"'{library}' is not for this process ({RuntimeInformation.RuntimeIdentifier}): damaged, or built for another "
                + "processor. Restore the packages anew and rebuild.";

        var version = MissingVersion().Match(failure.Message);
        if (version is { Success: true } && version.Groups["version"].Value.StartsWith("GLIBCXX", StringComparison.Ordinal))
            return $"'{library}' did not load: it demands {version.Groups["version"]} of libstdc++, and this system's libstdc++ is older. "
                + "The build step of the FusionDsl package takes this demand away, so it did not run for this program: rebuild it with a "
                + "reference to the package FusionDsl and without FusionDslMendTorchSharp=false, or install libstdc++ of GCC 13 or later.";
        if (version.Success)
            return $"'{library}' did not load: it demands {version.Groups["version"]} of {version.Groups["file"]}, "
                + "and this system's is older. It takes a newer system.";

        var dependency = MissingDependency().Matches(failure.Message)
            .Select(match => match.Groups["file"].Value).FirstOrDefault(file => !IsItself(file, library));
        if (dependency is not null)
            return $"'{library}' did not load: it needs '{dependency}', which this system lacks. {Mend(dependency)}";

        return $"'{library}' was not found for {RuntimeInformation.RuntimeIdentifier}. {Mend(library)}";
    }

    // A place that does not have the library at all is reported in the same words as a dependency that is missing.
    private static bool IsItself(string file, string library) =>
        Path.GetFileName(file).Contains(Path.GetFileNameWithoutExtension(library), StringComparison.Ordinal);

    private static string Mend(string file) =>
        file.Contains("torch", StringComparison.OrdinalIgnoreCase) || file.Contains("c10", StringComparison.Ordinal)
            ? "Reference the package TorchSharp-cpu (or one of TorchSharp-cuda-*), rebuild, and deploy the whole output folder."
            : "Install the system package that brings it.";

    [GeneratedRegex(@"(?<file>[^\s/]+): version `(?<version>[^']+)' not found")]
    private static partial Regex MissingVersion();

    [GeneratedRegex(@"(?<file>\S+): cannot open shared object file")]
    private static partial Regex MissingDependency();
}
