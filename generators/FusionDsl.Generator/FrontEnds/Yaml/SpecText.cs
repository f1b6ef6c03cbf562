using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The text of a spec, as a value.</summary>
/// <param name="Path">Where it is, for diagnostics.</param>
/// <param name="Text">Without a byte order mark.</param>
/// <param name="DefaultNamespace">Of models whose spec names none.</param>
internal sealed record SpecText(string Path, string Text, string DefaultNamespace)
{
    private const string Extension = ".fusion.yaml";

    /// <returns>Null if the file is no spec.</returns>
    public static SpecText? Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        if (!file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) return null;
        if (file.GetText(cancellation) is not { } text) return null;
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        return new(file.Path, text.ToString().TrimStart('\uFEFF'), rootNamespace ?? "");
    }
}
