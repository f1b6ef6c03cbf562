using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

internal static class CompilerOutput
{
    /// <summary>What a build of input and output would print; the test's own input need not be documented.</summary>
    public static ImmutableArray<Diagnostic> WarningsAndErrors(GeneratorRun run)
    {
        var input = run.Input.Sources.Select(s => s.Path).ToHashSet();
        return [.. DiagnosticText.Sorted(run.Compilation.GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
            .Where(d => d.Id != "CS1591" || !input.Contains(d.Location.SourceTree?.FilePath ?? "")))];
    }

    public static string Describe(GeneratorRun run, ImmutableArray<Diagnostic> diagnostics) =>
        $"Input and generated code do not compile cleanly:\n\n{DiagnosticText.Render(diagnostics, run.Input)}";
}
