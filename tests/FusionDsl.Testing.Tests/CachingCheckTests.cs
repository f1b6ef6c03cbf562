using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing.Tests;

public sealed class CachingCheckTests
{
    private static readonly GeneratorInput Gauge = GeneratorInput.Source("internal partial class Gauge;");

    [Fact]
    public void A_value_without_equality_is_found_by_the_second_run()
    {
        var generator = Broken.Reading(c => new[] { Broken.Name(c) });
        var message = Failure.Of(() => Harness.Run(generator, Gauge, Checks.All with { ValuesOnly = false }));
        Assert.Contains("step Read: Modified (String[])", message, StringComparison.Ordinal);
        Assert.Contains("output: Modified", Failure.Of(() => Harness.Run(
            new BrokenGenerator<string[]>(c => [Broken.Name(c)], (context, names) => context.AddSource(names[0] + ".g.cs", "")), Gauge,
            Checks.All with { ValuesOnly = false })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_node_survives_a_clone_but_not_equal_text_parsed_anew() =>
        Failure.Says("parsed anew", () => Harness.Run(Broken.Reading(c => c.Node), Gauge, Checks.All with { ValuesOnly = false }));

    [Fact]
    public void An_additional_file_that_flows_on_is_found_by_equal_files_in_new_objects() =>
        Failure.Says("step Text: Modified", () => Harness.Run(
            new TextsGenerator(), GeneratorInput.Spec("Dial: 3"), Checks.All with { ValuesOnly = false }));

    [Fact]
    public void State_in_the_generator_is_found()
    {
        var runs = 0;
        Failure.Says("step Read: Modified", () => Harness.Run(Broken.Reading(c => ++runs), Gauge));
    }

    [Fact]
    public void An_output_that_only_reports_may_run_again()
    {
        var run = Harness.Run(new ToyGenerator(), GeneratorInput.Source("[Toys.Widget(101)] internal partial class Gauge;"));
        Assert.Equal("TOY001", Assert.Single(run.Diagnostics).Id);
    }

    [Fact]
    public void Caching_can_be_switched_off_by_name() => Harness.Run(
        Broken.Reading(c => new[] { Broken.Name(c) }), Gauge, Checks.All with { ValuesOnly = false, Caching = false });

    private sealed class TextsGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Select(static (text, _) => text).WithTrackingName("Text"), static (_, _) => { });
    }
}
