namespace FusionDsl.Testing.Tests;

public sealed class DiagnosticAssertTests
{
    [Fact]
    public void One_diagnostic_on_the_marked_span_passes_in_CSharp_and_in_a_spec()
    {
        DiagnosticAssert.Exactly(Source("[Toys.Widget([|250|])] internal partial class Gauge;"), "TOY001", "size 250", "beyond 100");
        DiagnosticAssert.Exactly(Spec("Dial: 3\nKnob: [|three|]\n"), "TOY002", "'three' is no number");
    }

    [Fact]
    public void A_text_that_the_test_parsed_itself_serves_as_well()
    {
        var marked = MarkedText.Parse("Knob: [|three|]\n");
        DiagnosticAssert.Exactly(Spec(marked.Text), "TOY002", marked, "three");
        Failure.Says("No file of the input", () => DiagnosticAssert.Exactly(Spec("Knob: four\n"), "TOY002", marked));
        Failure.Says("must have one mark", () => DiagnosticAssert.Exactly(Spec(marked.Text), "TOY002", MarkedText.Parse(marked.Text)));
    }

    [Fact]
    public void Another_span_id_or_message_fails()
    {
        Failure.Says("does not lie on the marked span", () => DiagnosticAssert.Exactly(Spec("[|Knob|]: three\n"), "TOY002"));
        Failure.Says("does not lie on the marked span", () => DiagnosticAssert.Exactly(Spec("Knob: [|thre|]e\n"), "TOY002"));
        Failure.Says("Expected TOY001, found TOY002", () => DiagnosticAssert.Exactly(Spec("Knob: [|three|]\n"), "TOY001"));
        Failure.Says("does not hold 'did you mean'",
            () => DiagnosticAssert.Exactly(Spec("Knob: [|three|]\n"), "TOY002", "three", "did you mean"));
    }

    [Fact]
    public void A_span_in_another_file_fails() => Failure.Says("does not lie on the marked span", () => DiagnosticAssert.Exactly(
        Harness.Run(new ToyGenerator(), GeneratorInput.Spec("Knob: three\n").WithSpec("Dial: [|33333|]\n", "b.fusion.yaml")), "TOY002"));

    [Fact]
    public void No_diagnostic_or_one_too_many_fails()
    {
        Failure.Says("found none", () => DiagnosticAssert.Exactly(Spec("Knob: [|3|]\n"), "TOY002"));
        Failure.Says("found TOY002, TOY002", () => DiagnosticAssert.Exactly(Spec("Knob: [|three|]\nDial: four\n"), "TOY002"));
        Failure.Says("found TOY002", () => DiagnosticAssert.None(Spec("Knob: three\n")));
        DiagnosticAssert.None(Spec("Knob: 3\n"));
    }

    [Fact]
    public void Other_diagnostics_may_stand_beside_one_that_is_contained()
    {
        var run = Harness.Run(new ToyGenerator(), GeneratorInput
            .Source("[Toys.Widget(250)] internal partial class Gauge;").WithSpec("Knob: [|three|]\n"));
        DiagnosticAssert.Contains(run, "TOY002", "three");
        Failure.Says("found TOY001, TOY002", () => DiagnosticAssert.Contains(run, "TOY003"));
        Failure.Says("does not lie", () => DiagnosticAssert.Contains(run, "TOY001"));
    }

    [Fact]
    public void All_marked_wants_the_same_ids_on_the_same_spans()
    {
        DiagnosticAssert.AllMarked(Spec("Knob: [|TOY002:three|]\nDial: [|TOY002:four|]\n"));
        Failure.Says("not those that the input marks", () => DiagnosticAssert.AllMarked(Spec("Knob: [|TOY002:three|]\nDial: four\n")));
        Failure.Says("not those that the input marks", () => DiagnosticAssert.AllMarked(Spec("Knob: [|TOY001:three|]\n")));
        Failure.Says("needs an ID", () => DiagnosticAssert.AllMarked(Spec("Knob: [|three|]\n")));
        Failure.Says("marks nothing", () => DiagnosticAssert.AllMarked(Spec("Knob: three\n")));
    }

    [Fact]
    public void A_failure_hands_over_the_test_to_paste()
    {
        Assert.Contains(
            """
            model.fusion.yaml:
            Knob: [|three|]


                DiagnosticAssert.Exactly(run, "TOY002", "'three' is no number; expected a size such as 2.5");
            """,
            Failure.Of(() => DiagnosticAssert.Exactly(Spec("[|Knob|]: three\n"), "TOY002")), StringComparison.Ordinal);
        Failure.Says("Knob: [|TOY002:three|]\nDial: [|TOY002:four|]", () => DiagnosticAssert.None(Spec("Knob: three\nDial: four\n")));
        Failure.Says("DiagnosticAssert.None(run);", () => DiagnosticAssert.Exactly(Spec("Knob: [|3|]\n"), "TOY002"));
    }

    [Fact]
    public void A_failure_shows_the_line_with_carets() => Failure.Says(
        "model.fusion.yaml(2,7)-(2,12): error TOY002: 'three' is no number; expected a size such as 2.5" +
        "\n  2 | Knob: three\n    |       ^^^^^",
        () => DiagnosticAssert.None(Spec("Dial: 1\nKnob: three\n")));

    private static GeneratorRun Source(string text) => Harness.Run(new ToyGenerator(), GeneratorInput.Source(text));

    private static GeneratorRun Spec(string text) => Harness.Run(new ToyGenerator(), GeneratorInput.Spec(text));
}
