using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace FusionDsl.Testing.Tests;

public sealed class EditRunTests
{
    private static readonly GeneratorInput Two = GeneratorInput
        .Source("[Toys.Widget(1)] internal partial class Gauge;", "Gauge.cs")
        .WithSource("[Toys.Widget(2)] internal partial class Dial;", "Dial.cs")
        .WithSpec("Knob: 3\n").WithSpec("Lever: 4\n", "other.fusion.yaml");

    [Fact]
    public void No_edit_executes_nothing()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two);
        run.Outputs.AreAllCached();
        run.Step(ToyGenerator.SpecStep).Executed(0);
    }

    [Fact]
    public void A_moved_class_changes_the_declaration_but_neither_the_plain_value_nor_the_output()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two.Edit("Gauge.cs", "[Toys", "/* comment */ [Toys"));
        run.Step(ToyGenerator.WidgetStep).Are(Modified, Unchanged);
        run.Step(ToyGenerator.PlainStep).Are(Unchanged, Cached);
        run.Step(ToyGenerator.PlainStep).Executed(1);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void A_changed_argument_changes_one_output_and_no_spec()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two.Edit("Gauge.cs", "(1)", "(5)"));
        run.Step(ToyGenerator.PlainStep).Are(Modified, Cached);
        run.Step(ToyGenerator.SpecStep).Executed(0);
        run.Outputs.Has(1, Modified);
        Assert.Contains("Size = 1;", run.Before["Gauge.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Size = 5;", run.After["Gauge.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_spec_reads_one_file_and_no_class()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two.Edit("model.fusion.yaml", "3", "33"));
        run.Step(ToyGenerator.SpecStep).Are(Modified, Cached);
        run.Step(ToyGenerator.PlainStep).Is(Cached);
        run.Outputs.Executed(1);
    }

    [Fact]
    public void Files_can_be_added_and_removed()
    {
        var added = Harness.RunEdits(new ToyGenerator(), Two, Two.WithSource("[Toys.Widget(3)] internal partial class Bell;", "Bell.cs"));
        added.Step(ToyGenerator.PlainStep).Has(1, New);
        var removed = Harness.RunEdits(new ToyGenerator(), Two, Two.Without("Gauge.cs").Without("other.fusion.yaml"));
        removed.Step(ToyGenerator.PlainStep).Has(1, Removed);
        Assert.DoesNotContain("Gauge.g.cs", removed.After.Sources.Keys);
        Assert.DoesNotContain("Lever.g.cs", removed.After.Sources.Keys);
    }

    [Fact]
    public void A_new_value_of_a_property_reaches_the_generator_but_changes_nothing_it_does_not_read()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two.WithProperty("RootNamespace", "Sounds"));
        run.Step(ToyGenerator.SpecStep).Is(Unchanged);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void A_wrong_expectation_fails_with_all_steps_and_their_reasons()
    {
        var run = Harness.RunEdits(new ToyGenerator(), Two, Two.Edit("Gauge.cs", "(1)", "(5)"));
        var message = Failure.Of(() => run.Step(ToyGenerator.PlainStep).Is(Cached));
        Assert.Contains("Step Plain: expected Cached, found ", message, StringComparison.Ordinal);
        Assert.Contains("Spec", message, StringComparison.Ordinal);
        Assert.Contains("2 × Cached", message, StringComparison.Ordinal);
        Failure.Says("expected Cached", run.Outputs.AreAllCached);
        Failure.Says("expected 2 executions", () => run.Outputs.Executed(2));
        Failure.Says("these did: Names, Plain, Spec, Widget", () => run.Step("Plan"));
    }

    [Fact]
    public void Nothing_at_all_is_not_all_cached()
    {
        var silent = Broken.Reading(Broken.Name);
        var run = Harness.RunEdits(silent, Two, Two);
        Failure.Says("expected Cached, found nothing", run.Outputs.AreAllCached);
    }

    [Fact]
    public void Step_names_in_code_and_steps_that_run_are_held_together()
    {
        var run = Harness.Run(new ToyGenerator(), Two);
        StepNames.AssertAllRan(typeof(ToySteps), run);
        Failure.Says("Listed, but ran in no run: Spec", () => StepNames.AssertAllRan(
            typeof(ToySteps), Harness.Run(new ToyGenerator(), Two.Without("model.fusion.yaml").Without("other.fusion.yaml"))));
        Failure.Says("not listed in FewSteps: Names, Plain, Spec", () => StepNames.AssertAllRan(typeof(FewSteps), run));
    }

    private static class ToySteps
    {
        internal const string Widget = ToyGenerator.WidgetStep;
        internal const string Plain = ToyGenerator.PlainStep;
        internal const string Spec = ToyGenerator.SpecStep;
        internal const string Names = ToyGenerator.NamesStep;
    }

    private static class FewSteps
    {
        internal const string Widget = ToyGenerator.WidgetStep;
    }
}
