using FusionDsl.Generator.Diagnostics;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusionDsl.Generator.Tests;

/// <summary>What only the analyzer sees: a model whose types are made by a generator.</summary>
public class UnseenTypeTests
{
    private const string Spec = "model: FromSpec\nnamespace: ''\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: Kind, classes: [Left, Right] } }";

    [Fact, Covers("FUS1029")]
    public async Task An_enum_of_a_spec_is_not_there_when_a_model_asks_for_it()
    {
        var found = await Found(Model("Kind"), Spec);
        var only = Assert.Single(found);
        Assert.Equal("FUS1029", only.Id);
        Assert.Equal("Kind", only.Location.SourceTree!.GetText().ToString(only.Location.SourceSpan));
        Assert.Contains("'Net' gets no code. Declare 'Kind' in a file of the project", Generation.Message(only));
    }

    [Theory]
    [InlineData("public enum Kind { A, B }", "Kind")]      // The project's own.
    [InlineData("", "Absent")]                              // The compiler's to report.
    public async Task Other_types_are_none_of_its_business(string declaration, string type) =>
        Assert.Empty(await Found(declaration + Model(type), "model: FromSpec\nnamespace: ''\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }"));

    private static string Model(string type) =>
        $"[FusionDsl.FusionModel] public partial class Net {{ [FusionDsl.Vector(3)] public partial class A; [FusionDsl.Classifier<A, {type}>] public partial class H; }}";

    private static async Task<IReadOnlyList<Diagnostic>> Found(string source, string spec)
    {
        var run = Generation.Quick(Generation.Source(source).WithSpec(spec, "a.fusion.yaml"));
        return await run.Compilation.WithAnalyzers([new UnseenTypes()]).GetAnalyzerDiagnosticsAsync();
    }
}
