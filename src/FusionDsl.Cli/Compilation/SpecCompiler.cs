using FusionDsl.Cli.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace FusionDsl.Cli.Compilation;

/// <summary>The one way from a spec to running code: the compiler's own generator, then the compiler, in this process.</summary>
/// <param name="generator">Makes the generator; tests put another one here.</param>
internal sealed class SpecCompiler(Func<IIncrementalGenerator> generator)
{
    /// <summary>Where models go whose spec names no namespace.</summary>
    public const string DefaultNamespace = "FusionModels";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, concurrentBuild: true,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Runs the generator over a spec.</summary>
    public GeneratedSpec Generate(SpecFile spec, string rootNamespace = DefaultNamespace, CancellationToken cancellation = default)
    {
        var empty = CSharpCompilation.Create("FusionSpec", [], References.All, Options);
        var driver = CSharpGeneratorDriver.Create(
            [generator().AsSourceGenerator()], [new SpecText(spec.Path, spec.Text)], Language, new SpecOptions(rootNamespace));
        var run = driver.RunGeneratorsAndUpdateCompilation(empty, out var code, out _, cancellation).GetRunResult();
        foreach (var result in run.Results)
            if (result.Exception is { } error)
                throw new InvalidOperationException($"The generator failed on {spec.Path}: {error.Message}", error);
        return new(
            spec,
            [.. run.Results.SelectMany(result => result.GeneratedSources)
                .Select(source => new GeneratedFile(source.HintName, source.SourceText))],
            [.. run.Diagnostics.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition)],
            code);
    }

    /// <summary>Compiles and loads what was generated. Call it only without errors.</summary>
    public LoadedCode Load(GeneratedSpec spec, CancellationToken cancellation = default)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        var result = spec.Code.Emit(assembly, symbols, options: options, cancellationToken: cancellation);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            throw new InvalidOperationException($"The code generated from {spec.Spec.Path} does not compile: {string.Join("; ", errors)}");
        }
        assembly.Position = symbols.Position = 0;
        return new(assembly, symbols);
    }
}
