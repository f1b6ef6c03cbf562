using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Testing;

/// <summary>What one run of a generator produced.</summary>
public sealed class GeneratorRun
{
    private readonly Lazy<ImmutableArray<Diagnostic>> _compilerDiagnostics;

    internal GeneratorRun(GeneratorInput input, GeneratorRunResult result, CSharpCompilation compilation)
    {
        if (result.Exception is { } exception)
            throw new HarnessException($"The generator threw; in a build that is the mere warning CS8785.\n{exception}");
        Input = input;
        Result = result;
        Compilation = compilation;
        Sources = result.GeneratedSources.ToImmutableSortedDictionary(
            s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);
        Diagnostics = [.. DiagnosticText.Sorted(result.Diagnostics.Where(d => !d.IsSuppressed))];
        _compilerDiagnostics = new(() => CompilerOutput.WarningsAndErrors(this));
    }

    public GeneratorInput Input { get; }

    /// <summary>Generated texts by hint name, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; }

    /// <summary>What the generator reported and nothing suppressed, ordered by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The input together with the generated files.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Warnings and errors of the compiler on <see cref="Compilation"/>; CS1591 counts in generated files only.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => _compilerDiagnostics.Value;

    internal GeneratorRunResult Result { get; }

    /// <summary>The generated file with this hint name; fails with the names there are.</summary>
    public string this[string hintName] => Sources.TryGetValue(hintName, out var text)
        ? text
        : throw new HarnessException($"No generated file '{hintName}'; there are: {string.Join(", ", Sources.Keys)}.");

    /// <summary>Compiles input and output into this process, so that a test can run what was generated.</summary>
    public Assembly LoadAssembly()
    {
        using var image = new MemoryStream();
        var emitted = Compilation.Emit(image);
        if (!emitted.Success)
            throw new HarnessException(
                CompilerOutput.Describe(this, [.. emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]));
        return Assembly.Load(image.ToArray());
    }
}
