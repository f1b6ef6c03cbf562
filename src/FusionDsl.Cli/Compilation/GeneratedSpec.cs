using FusionDsl.Cli.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Compilation;

/// <summary>What the generator made of a spec.</summary>
/// <param name="Files">The generated C# files.</param>
/// <param name="Diagnostics">What it found, in the order of the text.</param>
/// <param name="Code">The files as a compilation, not emitted yet.</param>
internal sealed record GeneratedSpec(
    SpecFile Spec, IReadOnlyList<GeneratedFile> Files, IReadOnlyList<Diagnostic> Diagnostics, Microsoft.CodeAnalysis.Compilation Code)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

/// <summary>One generated file.</summary>
/// <param name="Name">Its hint name, which is a relative file name.</param>
internal sealed record GeneratedFile(string Name, SourceText Text);
