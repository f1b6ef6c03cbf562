using FusionDsl.Architecture;
using FusionDsl.Generator.Diagnostics;
using FusionDsl.Generator.FrontEnds.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Mends;

/// <summary>Writes mends into a spec, as edits of its text: comments and layout stay as they are.</summary>
public static class SpecMender
{
    /// <summary>The edit that mends a diagnostic; null where it has no mend, or where the text is too odd to be edited.</summary>
    public static TextChange? Edit(SourceText text, Diagnostic diagnostic, CancellationToken cancellation = default)
    {
        if (DiagnosticMend.Of(diagnostic) is not { } mend || mend.Span.End > text.Length) return null;
        if (YamlText.Parse(mend.Path, text.ToString(), [], cancellation) is not { } root || SpecPosition.Find(root, mend.Span.Start) is not { } at) return null;
        return Edit(new(text), at, mend.Mend);
    }

    private static TextChange? Edit(SpecLayout layout, SpecPosition at, Mend mend) => mend.Kind switch
    {
        MendKind.Replace => new(at.Scalar.Span(), mend.Text),
        MendKind.Remove => layout.Remove(at),
        MendKind.PutBefore => layout.PutBefore(at, KeyOf(mend.Text)),
        MendKind.Append => at.Value is not YamlMap node ? null
            : node.Find("layers") is not { } layers ? layout.Add(node, $"layers: [{KeyOf(mend.Text)}]")
            : layers.Value is YamlList list ? layout.Append(list, KeyOf(mend.Text)) : null,
        MendKind.Add => at.Value is YamlMap map ? layout.Add(map, $"{KeyOf(mend.Text)}: {(mend.Argument.Length == 0 ? "true" : mend.Argument)}") : null,
        _ => null,
    };

    private static string KeyOf(string word) => Catalogue.All.First(keyword => keyword.Name == word).Key;
}
