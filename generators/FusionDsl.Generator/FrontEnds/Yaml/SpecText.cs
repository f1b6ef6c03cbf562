using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The text of a spec, as a value.</summary>
/// <param name="Path">Where it is, for diagnostics.</param>
/// <param name="Text">As the compiler reads it, so that places are those of the file.</param>
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
        // Of a file beyond all measure no more is read than it takes to say so.
        var read = text.Length > YamlText.MaximalLength ? text.ToString(new(0, YamlText.MaximalLength + 1)) : text.ToString();
        return new(file.Path, read, rootNamespace ?? "");
    }
}
