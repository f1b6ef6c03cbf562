using FusionDsl.Architecture;
using FusionDsl.Testing;
using Words = FusionDsl.Architecture.Catalogue;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// No key is read by nobody: every parameter of every keyword, given another value, changes the generated code in both languages, and so does every
/// keyword that is left out. A new word without a scene fails here.
/// </summary>
public class DeadKeyTests
{
    // Two ways to say one thing: the second is a mistake beside the first.
    private static readonly string[] Conflicting = ["Warmup.epochs"];

    public static TheoryData<string> Parameters =>
        [.. Scenes.All.SelectMany(scene => scene.Word.Parameters.Select(parameter => $"{NameOf(scene)}.{parameter.Name}"))];

    public static TheoryData<string> Removable => [.. Scenes.All.Where(scene => scene.IsRemovable).Select(NameOf)];

    [Fact]
    public void Every_word_has_a_scene() => Assert.Equal(Words.All.Count(), Scenes.All.Count);

    [Theory, MemberData(nameof(Parameters))]
    public void A_parameter_changes_the_code(string name)
    {
        var (scene, parameter) = Find(name);
        var other = new Dictionary<string, string>(scene.Given) { [parameter.Name] = Scenes.Other(scene, parameter) };

        var (inClass, inSpec) = (Sound(scene.InClass(scene.Given)), Sound(scene.InSpec(scene.Given)));
        var (otherClass, otherSpec) = (Generation.Quick(scene.InClass(other)), Generation.Quick(scene.InSpec(other)));
        if (Conflicting.Contains($"{scene.Word.Name}.{parameter.Name}"))
        {
            Assert.Equal(Assert.Single(otherClass.Diagnostics).Id, Assert.Single(otherSpec.Diagnostics).Id);
            return;
        }
        DiagnosticAssert.None(otherClass);
        DiagnosticAssert.None(otherSpec);
        Assert.NotEqual(inClass.Sources, otherClass.Sources);
        Assert.NotEqual(inSpec.Sources, otherSpec.Sources);
        // Not any change: the one that the other language makes.
        Assert.Equal(otherClass.Sources, WithoutEnums(otherSpec));
    }

    [Theory, MemberData(nameof(Parameters))]
    public void The_default_is_what_holds_where_nothing_is_said(string name)
    {
        var (scene, parameter) = Find(name);
        if (parameter.Default is null || scene.Given.ContainsKey(parameter.Name)) return;
        var text = parameter.Default switch { bool flag => flag ? "true" : "false", IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture), var word => word.ToString()! };
        var said = new Dictionary<string, string>(scene.Given) { [parameter.Name] = text };
        Assert.Equal(Sound(scene.InClass(scene.Given)).Sources, Sound(scene.InClass(said)).Sources);
        Assert.Equal(Sound(scene.InSpec(scene.Given)).Sources, Sound(scene.InSpec(said)).Sources);
    }

    [Theory, MemberData(nameof(Removable))]
    public void A_keyword_that_is_left_out_changes_the_code_or_is_missed(string name)
    {
        var scene = Scenes.All.Single(scene => NameOf(scene) == name);
        // With all defaults a keyword may say what holds anyway.
        var arguments = IsSettingOnly(scene) ? new Dictionary<string, string>(scene.Given) { [scene.Word.Parameters[0].Name] = Scenes.Other(scene, scene.Word.Parameters[0]) } : scene.Given;
        AssertDiffer(Sound(scene.InClass(arguments)), Generation.Quick(scene.ClassWithout()));
        AssertDiffer(Sound(scene.InSpec(arguments)), Generation.Quick(scene.SpecWithout()));
    }

    [Fact]
    public void What_a_node_is_decides_its_code()
    {
        foreach (var group in Scenes.All.Where(scene => scene.Word is OperatorKind or DecisionKind or OptimizerKind or ScheduleKind or LayerKind).GroupBy(scene => scene.Word.GetType()))
        {
            var outcomes = group.GroupBy(scene => Outcome(Sound(scene.InSpec(scene.Given)))).Where(same => same.Count() > 1);
            Assert.Empty(outcomes.Select(same => string.Join(" = ", same.Select(NameOf))));
        }
    }

    private static bool IsSettingOnly(Scene scene) => scene.Word.Name is "Train" or "Data" or "Split" or "Adam" or "Stage";

    private static void AssertDiffer(GeneratorRun with, GeneratorRun without) => Assert.NotEqual(Outcome(with), Outcome(without));

    private static string Outcome(GeneratorRun run) =>
        string.Join("\n", run.Sources.Select(source => source.Key + "\n" + source.Value)) + string.Join("\n", run.Diagnostics.Select(Generation.Message));

    private static GeneratorRun Sound(GeneratorInput input)
    {
        var run = Generation.Quick(input);
        DiagnosticAssert.None(run);
        Assert.NotEmpty(run.Sources);
        return run;
    }

    private static IEnumerable<KeyValuePair<string, string>> WithoutEnums(GeneratorRun run) =>
        run.Sources.Where(source => !source.Key.EndsWith(".Classes.g.cs", StringComparison.Ordinal));

    private static (Scene Scene, Parameter Parameter) Find(string name)
    {
        var scene = Scenes.All.Single(scene => name.StartsWith(NameOf(scene) + ".", StringComparison.Ordinal));
        return (scene, scene.Word.Find(name[(NameOf(scene).Length + 1)..])!);
    }

    private static string NameOf(Scene scene) => (scene.Word is DecisionKind ? "Decision." : "") + scene.Word.Name;
}
