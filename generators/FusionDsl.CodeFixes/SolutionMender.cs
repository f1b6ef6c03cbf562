using System.Collections.Immutable;
using FusionDsl.Generator.Diagnostics;
using FusionDsl.Generator.Mends;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.CodeFixes;

/// <summary>Writes mends into the documents that they concern: classes, and specs among the additional files.</summary>
internal static class SolutionMender
{
    public static async Task<Solution> ApplyAsync(Solution solution, ProjectId projectId, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (var file in diagnostics.Select(diagnostic => (Diagnostic: diagnostic, DiagnosticMend.Of(diagnostic)?.Path)).Where(one => one.Path is not null).GroupBy(one => one.Path))
        {
            var project = solution.GetProject(projectId)!;
            var ofFile = file.Select(one => one.Diagnostic).ToList();
            if (project.Documents.FirstOrDefault(document => document.FilePath == file.Key) is { } document)
            {
                var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
                var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                solution = solution.WithDocumentText(document.Id, MendedText.Of(text, ofFile, diagnostic => ClassMender.Edit(root, text, DiagnosticMend.Of(diagnostic)!)).Text);
            }
            else if (project.AdditionalDocuments.FirstOrDefault(additional => additional.FilePath == file.Key) is { } spec)
            {
                var text = await spec.GetTextAsync(cancellation).ConfigureAwait(false);
                solution = solution.WithAdditionalDocumentText(spec.Id, MendedText.Of(text, ofFile, diagnostic => SpecMender.Edit(text, diagnostic, cancellation)).Text);
            }
        }
        return solution;
    }
}
