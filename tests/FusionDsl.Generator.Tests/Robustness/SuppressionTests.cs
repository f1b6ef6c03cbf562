using System.Collections.Immutable;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// How a rule is silenced. In C# as any other diagnostic: <c>#pragma</c>, <c>.editorconfig</c>, <c>NoWarn</c>. A spec is no source file, so neither of the
/// first two reaches it; <c>NoWarn</c> and a <c>.globalconfig</c> do. What is silenced is only the message: a model with a mistake has no code.
/// </summary>
public class SuppressionTests
{
    private const string Wrong = "using FusionDsl;\n[FusionModel] public partial class Net\n{\n    [Vector(3)] public partial class A;\n    [Encoder<A>, Dense(0)] public partial class E;\n    [Regression<E>] public partial class H;\n}\n";
    private const string WrongSpec = "model: Net\nmodalities: { A: { vector: 0 } }\nheads: { H: { regress: A } }\n";

    [Fact]
    public void A_pragma_silences_a_rule_in_CSharp()
    {
        Assert.Equal(["FUS1008"], Said(Wrong));
        Assert.Empty(Said(Wrong.Replace("    [Encoder", "#pragma warning disable FUS1008\n    [Encoder")));
        Assert.Empty(Said(Wrong.Replace("    [Encoder", "#pragma warning disable FUS1008\n    [Encoder").Replace("    [Regression", "#pragma warning restore FUS1008\n    [Regression")));
        Assert.Equal(["FUS1008"], Said(Wrong.Replace("    [Encoder", "#pragma warning disable FUS1007\n    [Encoder")));
        Assert.Equal(["FUS1008"], Said("#pragma warning disable FUS1008\n#pragma warning restore FUS1008\n" + Wrong));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public void An_editorconfig_sets_the_severity_in_CSharp(ReportDiagnostic severity, DiagnosticSeverity? expected)
    {
        var options = Options.WithSyntaxTreeOptionsProvider(new Severities(ofTrees: severity, global: null));
        Assert.Equal(expected, Run(Wrong, null, options).SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    public void A_globalconfig_and_NoWarn_reach_specs(ReportDiagnostic severity, DiagnosticSeverity? expected)
    {
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Run("", WrongSpec, Options)).Severity);
        // dotnet_diagnostic.FUS1008.severity in a file that says is_global = true.
        Assert.Equal(expected, Run("", WrongSpec, Options.WithSyntaxTreeOptionsProvider(new Severities(null, severity))).SingleOrDefault()?.Severity);
        // <NoWarn>FUS1008</NoWarn>, <WarningsNotAsErrors> …
        Assert.Equal(expected, Run("", WrongSpec, Options.WithSpecificDiagnosticOptions([new("FUS1008", severity)])).SingleOrDefault()?.Severity);
        // An .editorconfig without is_global is about source files.
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Run("", WrongSpec, Options.WithSyntaxTreeOptionsProvider(new Severities(severity, null)))).Severity);
    }

    [Fact]
    public void What_is_silenced_has_no_code_all_the_same()
    {
        var run = Driver(Wrong, WrongSpec, Options.WithSpecificDiagnosticOptions([new("FUS1008", ReportDiagnostic.Suppress)]));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.GeneratedTrees);
    }

    private static CSharpCompilationOptions Options { get; } = new(OutputKind.DynamicallyLinkedLibrary);

    private static IEnumerable<string> Said(string source) => Run(source, null, Options).Select(diagnostic => diagnostic.Id);

    private static IEnumerable<Diagnostic> Run(string source, string? spec, CSharpCompilationOptions options) =>
        Driver(source, spec, options).Diagnostics.Where(diagnostic => !diagnostic.IsSuppressed);

    private static GeneratorDriverRunResult Driver(string source, string? spec, CSharpCompilationOptions options)
    {
        var compilation = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(source, path: "Model.cs")], Generation.Empty.References, options);
        ImmutableArray<AdditionalText> specs = spec is null ? [] : [new Spec(spec)];
        return CSharpGeneratorDriver.Create([new FusionGenerator().AsSourceGenerator()], specs).RunGenerators(compilation).GetRunResult();
    }

    private sealed class Spec(string text) : AdditionalText
    {
        public override string Path => "model.fusion.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Severities(ReportDiagnostic? ofTrees, ReportDiagnostic? global) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ofTrees ?? ReportDiagnostic.Default;
            return ofTrees is not null && diagnosticId == "FUS1008";
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = global ?? ReportDiagnostic.Default;
            return global is not null && diagnosticId == "FUS1008";
        }
    }
}
