using System.Collections.Immutable;
using FusionDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace FusionDsl.CodeFixes;

/// <summary>
/// Mends all of one kind at once. The provider that comes with Roslyn asks for the diagnostics of documents; what a generator reports belongs to the
/// project.
/// </summary>
internal sealed class MendAllProvider : FixAllProvider
{
    public static MendAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        Project[] projects = context.Scope == FixAllScope.Solution ? [.. context.Solution.Projects] : [context.Project];
        var found = new List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)>();
        foreach (var project in projects)
        {
            var diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.Add((project.Id, diagnostics.Where(diagnostic => IsMeant(context, diagnostic)).ToImmutableArray()));
        }
        return found.All(one => one.Diagnostics.IsEmpty) ? null : CodeAction.Create("Mend all", async cancellation =>
        {
            var solution = context.Solution;
            foreach (var (project, diagnostics) in found)
                solution = await SolutionMender.ApplyAsync(solution, project, diagnostics, cancellation).ConfigureAwait(false);
            return solution;
        }, context.CodeActionEquivalenceKey);
    }

    private static bool IsMeant(FixAllContext context, Diagnostic diagnostic) =>
        DiagnosticMend.Of(diagnostic) is { } mend && FusionCodeFixProvider.KeyOf(diagnostic, mend.Mend) == context.CodeActionEquivalenceKey
        && (context.Scope != FixAllScope.Document || context.Document?.FilePath == diagnostic.Location.GetLineSpan().Path);
}
