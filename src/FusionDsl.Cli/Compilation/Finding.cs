using System.Globalization;
using FusionDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Compilation;

/// <summary>Something to say about a spec.</summary>
/// <param name="Spec">The file as the user named it.</param>
/// <param name="Diagnostic">What the generator found; null where the file could not even be read.</param>
internal sealed record Finding(string Spec, DiagnosticSeverity Severity, string Message, Diagnostic? Diagnostic)
{
    /// <summary>What would mend it, if there is but one way.</summary>
    public string? Mend => Diagnostic is null ? null : DiagnosticMend.Of(Diagnostic)?.Mend.Title;

    public static Finding Of(Diagnostic diagnostic, string spec) =>
        new(spec, diagnostic.Severity, diagnostic.GetMessage(CultureInfo.InvariantCulture), diagnostic);
}
