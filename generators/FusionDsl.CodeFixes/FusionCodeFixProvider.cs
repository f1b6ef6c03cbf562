using System.Collections.Immutable;
using FusionDsl.Architecture;
using FusionDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace FusionDsl.CodeFixes;

/// <summary>Offers the mend that a diagnostic of the generator brings along, in classes and in specs.</summary>
// Without [Shared]: it lives in System.Composition, whose versions differ between editors.
[ExportCodeFixProvider(
    LanguageNames.CSharp, Name = nameof(FusionCodeFixProvider),
    DocumentKinds = new[] { nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument) }, DocumentExtensions = new[] { ".cs", ".yaml" })]
public sealed class FusionCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Rule.All.Select(rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MendAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (DiagnosticMend.Of(diagnostic) is not { Mend: var mend }) continue;
            var solution = context.TextDocument.Project.Solution;
            var project = context.TextDocument.Project.Id;
            context.RegisterCodeFix(
                CodeAction.Create(mend.Title, cancellation => SolutionMender.ApplyAsync(solution, project, ImmutableArray.Create(diagnostic), cancellation), equivalenceKey: KeyOf(diagnostic, mend)),
                diagnostic);
        }
        return Task.CompletedTask;
    }

    /// <summary>Mends of one rule and one kind are done together, though each puts in a name of its own.</summary>
    internal static string KeyOf(Diagnostic diagnostic, Mend mend) => $"{diagnostic.Id} {mend.Kind}";
}
