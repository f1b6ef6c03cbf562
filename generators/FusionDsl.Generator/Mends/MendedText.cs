using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Mends;

/// <summary>Several mends of one text at once.</summary>
public static class MendedText
{
    /// <summary>
    /// Makes the edits that do not meet: those that do would come in an order that nobody chose. What is left out is offered again when the text is
    /// checked anew.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">What is wrong with it.</param>
    /// <param name="edit">The edit that mends one; null where there is none.</param>
    /// <returns>The text, and what was mended.</returns>
    public static (SourceText Text, IReadOnlyList<Diagnostic> Mended) Of(SourceText text, IEnumerable<Diagnostic> diagnostics, Func<Diagnostic, TextChange?> edit)
    {
        var (edits, mended) = (new List<TextChange>(), new List<Diagnostic>());
        foreach (var diagnostic in diagnostics)
        {
            if (edit(diagnostic) is not { } change || edits.Any(other => other.Span.IntersectsWith(change.Span))) continue;
            edits.Add(change);
            mended.Add(diagnostic);
        }
        return (text.WithChanges(edits.OrderBy(change => change.Span.Start)), mended);
    }
}
