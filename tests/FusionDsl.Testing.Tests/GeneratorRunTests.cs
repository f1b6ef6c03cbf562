using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Testing.Tests;

public sealed class GeneratorRunTests
{
    private static readonly GeneratorInput Gauge = GeneratorInput.Source("[Toys.Widget(-2.5)] internal partial class Gauge;");

    [Fact]
    public void A_correct_generator_passes_all_checks_and_gives_its_files_by_hint_name()
    {
        var run = Harness.Run(new ToyGenerator(), Gauge.WithSpec("Dial: 3\n"));
        Assert.Equal(["All.g.cs", "Dial.g.cs", "Gauge.g.cs", "WidgetAttribute.g.cs"], run.Sources.Keys);
        Assert.Contains("Size = -2.5;", run["Gauge.g.cs"], StringComparison.Ordinal);
        DiagnosticAssert.None(run);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void A_file_that_was_not_generated_is_answered_with_those_that_were() =>
        Failure.Says("All.g.cs, Gauge.g.cs", () => _ = Harness.Run(new ToyGenerator(), Gauge)["Guage.g.cs"]);

    [Fact]
    public void Additional_files_of_another_item_group_can_be_told_apart()
    {
        var run = Harness.Run(new ToyGenerator(), Gauge.WithSpec("Dial: 3\n", itemGroup: "Content"));
        Assert.DoesNotContain("Dial.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void Properties_of_the_project_reach_the_generator()
    {
        var input = Gauge.WithProperty("RootNamespace", "Sounds");
        Assert.True(new BuildOptions(input).GlobalOptions.TryGetValue("build_property.RootNamespace", out var value));
        Assert.Equal("Sounds", value);
    }

    [Fact]
    public void Generated_code_can_be_loaded_and_run()
    {
        var type = Harness.Run(new ToyGenerator(), Gauge).LoadAssembly().GetType("Gauge")!;
        Assert.Equal(-2.5, type.GetField("Size")!.GetRawConstantValue());
    }

    [Fact]
    public void User_code_sees_the_platform_but_neither_compiler_nor_test_runner()
    {
        var names = PlatformReferences.All.Select(r => Path.GetFileName(r.Display!)).ToArray();
        Assert.Contains("System.Runtime.dll", names);
        Assert.DoesNotContain(names, n => n.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || n.StartsWith("xunit", StringComparison.Ordinal));
    }

    [Fact]
    public void Assemblies_can_be_added_to_what_user_code_sees()
    {
        var input = GeneratorInput.Source(
            "internal static class Uses { public static System.Type Type => typeof(FusionDsl.Testing.Checks); }");
        Failure.Says("CS0246", () => Harness.Run(new ToyGenerator(), input));
        Assert.Empty(Harness.Run(new ToyGenerator(), input.WithReferences(typeof(Checks).Assembly)).CompilerDiagnostics);
    }

    [Fact]
    public void Parsing_is_held_to_the_language_version_of_the_input()
    {
        var input = GeneratorInput.Source("internal static class Later { extension(int x) { public int Twice => 2 * x; } }");
        Assert.Equal(LanguageVersion.CSharp12, input.LanguageVersion);
        Assert.NotEmpty(Harness.Run(new ToyGenerator(), input, Checks.All with { Compiles = false }).CompilerDiagnostics);
        Harness.Run(new ToyGenerator(), input with { LanguageVersion = LanguageVersion.CSharp14 });
    }

    [Fact]
    public void A_generator_that_throws_fails_the_run_with_its_exception() =>
        Failure.Says("out of ink", () => Harness.Run(Broken.Writing(_ => throw new InvalidOperationException("out of ink")), Gauge));

    [Fact]
    public void A_diagnostic_that_a_pragma_suppresses_is_not_among_the_diagnostics()
    {
        const string Large = "[Toys.Widget(101)] internal partial class Gauge;";
        Assert.Single(Harness.Run(new ToyGenerator(), GeneratorInput.Source(Large)).Diagnostics);
        Assert.Empty(Harness.Run(new ToyGenerator(), GeneratorInput.Source("#pragma warning disable TOY001\n" + Large)).Diagnostics);
    }

    [Fact]
    public void An_edit_that_finds_nothing_or_twice_or_changes_nothing_is_refused()
    {
        Failure.Says("occurs 0 times", () => Gauge.Edit("Model.cs", "Gouge", "Dial"));
        Failure.Says("occurs 3 times", () => Gauge.Edit("Model.cs", "t", "x"));
        Failure.Says("by itself", () => Gauge.Edit("Model.cs", "Gauge", "Gauge"));
        Failure.Says("No input file 'Other.cs'", () => Gauge.Edit("Other.cs", "a", "b"));
    }
}
