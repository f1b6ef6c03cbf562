using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;
using Steps = FusionDsl.Generator.StepNames;

namespace FusionDsl.Generator.Tests;

/// <summary>How often the generator parses, analyses and emits after an edit of a project with twenty classes and twenty specs.</summary>
public class EditCountTests
{
    private const int Each = 20;

    private static readonly GeneratorInput Before = Project();

    public static TheoryData<string, int, int, int, int> Edits => new()
    {
        // What is edited; classes read with another result, specs parsed, models analysed, models written.
        { "unrelated C#", 0, 0, 0, 0 },
        { "comment in a class", 1, 0, 1, 0 },
        { "comment behind a class", 0, 0, 0, 0 },
        { "semantic edit of a class", 1, 0, 1, 1 },
        { "enum of all classes", 20, 0, 20, 20 },
        { "comment in a spec", 0, 1, 1, 0 },
        { "comment behind a spec", 0, 1, 0, 0 },
        { "semantic edit of a spec", 0, 1, 1, 1 },
        { "added class", 1, 0, 1, 1 },
        { "added spec", 0, 1, 1, 1 },
        // The compiler compares what its syntax provider finds by position: what lies behind a class that is gone moves up, and is another one there.
        { "removed class", 16, 0, 16, 16 },
        { "removed spec", 0, 0, 0, 0 },
        { "renamed class file", 17, 0, 17, 17 },
        { "renamed spec file", 0, 1, 1, 0 },
        { "mistake in a spec", 0, 1, 1, 0 },
        { "root namespace", 0, 0, 0, 0 },
    };

    [Theory, MemberData(nameof(Edits))]
    public void An_edit_costs_what_it_concerns_and_no_more(string edit, int read, int parsed, int analysed, int written)
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, After(edit));
        Assert.Equal((read, parsed, analysed, written), (Changed(run, Steps.Declared), Executed(run, Steps.Specified), Executed(run, Steps.Checked), Emitted(run)));
        if (edit != "mistake in a spec") DiagnosticAssert.None(run.After);
    }

    [Fact]
    public void The_first_run_does_everything_once()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Generation.Empty, Before);
        Assert.Equal((Each, Each, 2 * Each, 2 * Each), (Changed(run, Steps.Declared), Executed(run, Steps.Specified), Executed(run, Steps.Checked), Emitted(run)));
    }

    // The compiler has every class read anew at each edit; what counts is for how many of them something else came out.
    private static int Changed(EditRun run, string step) => Reasons(run, step).Count(reason => reason is New or Modified);

    // Run at all, whether or not the same came out.
    private static int Executed(EditRun run, string step) => Reasons(run, step).Count(reason => reason is New or Modified or Unchanged);

    private static int Emitted(EditRun run) => run.Outputs.Reasons.Count(reason => reason is New or Modified);

    private static IEnumerable<IncrementalStepRunReason> Reasons(EditRun run, string step) => run.Steps.TryGetValue(step, out var reasons) ? reasons.Reasons : [];

    private static GeneratorInput After(string edit) => edit switch
    {
        "unrelated C#" => Before.Edit("Unrelated.cs", "x = 1", "x = 2"),
        "comment in a class" => Before.Edit("Net3.cs", "[Encoder<Counts>]", "/* . */ [Encoder<Counts>]"),
        "comment behind a class" => Before.WithSource(Before.File("Net3.cs").Text + "\n// The end.", "Net3.cs"),
        "semantic edit of a class" => Before.Edit("Net3.cs", "kernel: 16", "kernel: 8"),
        "enum of all classes" => Before.Edit("Cipher.cs", "Sparx", "Sparx, Speck"),
        "comment in a spec" => Before.Edit("s3.fusion.yaml", "fusions:", "# .\nfusions:"),
        "comment behind a spec" => Before.WithSpec(Before.File("s3.fusion.yaml").Text + "\n# The end.", "s3.fusion.yaml"),
        "semantic edit of a spec" => Before.Edit("s3.fusion.yaml", "vector: 4", "vector: 5"),
        "added class" => Before.WithSource(Class(Each), $"Net{Each}.cs"),
        "added spec" => Before.WithSpec(Spec(Each), $"s{Each}.fusion.yaml"),
        "removed class" => Before.Without("Net3.cs"),
        "removed spec" => Before.Without("s3.fusion.yaml"),
        "renamed class file" => Before.Without("Net3.cs").WithSource(Class(3), "Other.cs"),
        "renamed spec file" => Before with { Specs = Before.Specs.Replace(Before.File("s3.fusion.yaml"), Before.File("s3.fusion.yaml") with { Path = "other.fusion.yaml" }) },
        "mistake in a spec" => Before.Edit("s3.fusion.yaml", "vector: 4", "vector: 0"),
        // Every spec names its namespace, and is looked at no further than its text.
        _ => Before.WithProperty("RootNamespace", "Sample"),
    };

    private static GeneratorInput Project()
    {
        var input = Generation.Empty.WithSource("class Unrelated { int x = 1; }", "Unrelated.cs").WithSource(CipherNet.Cipher, "Cipher.cs");
        for (var i = 0; i < Each; i++) input = input.WithSource(Class(i), $"Net{i}.cs").WithSpec(Spec(i), $"s{i}.fusion.yaml");
        return input;
    }

    private static string Class(int number) => CipherNet.Attributed.Replace("CipherNet", $"Net{number}");

    private static string Spec(int number) => EarlyNet.Yaml.Replace("model: EarlyNet", $"model: Early{number}").Replace("namespace: ''", "namespace: Early");
}
