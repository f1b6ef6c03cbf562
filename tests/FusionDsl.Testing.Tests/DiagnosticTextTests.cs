using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing.Tests;

public sealed class DiagnosticTextTests
{
    private static readonly DiagnosticDescriptor Rule =
        new("TOY007", "t", "Two\r\nlines", "Toys", DiagnosticSeverity.Info, isEnabledByDefault: true);

    [Theory]
    [InlineData("a: [|b|] c", "  1 | a: b c\n    |    ^")]
    [InlineData("\ta: [|bc|]", "  1 | \ta: bc\n    | \t   ^^")]
    [InlineData("a:[||]", "  1 | a:\n    |   ^")]
    [InlineData("x: [|one\ntwo|]", "  1 | x: one\n    |    ^^^")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\nten [|10|]", "  10 | ten 10\n     |     ^^")]
    public void The_carets_stand_under_the_span(string marked, string snippet)
    {
        var text = Render(marked);
        Assert.EndsWith("): info TOY007: Two\nlines\n" + snippet, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagnostic_without_a_place_says_so() =>
        Assert.Equal("(no location): info TOY007: Two\nlines",
            DiagnosticText.Render([Diagnostic.Create(Rule, Location.None)], GeneratorInput.Empty));

    [Fact]
    public void Related_places_follow()
    {
        var diagnostic = Diagnostic.Create(Rule, At("a: b", new TextSpan(0, 1)), [At("a: b", new TextSpan(3, 1))]);
        Assert.EndsWith(
            "    | ^\n  see s.yaml(1,4)-(1,5)\n  1 | a: b\n    |    ^",
            DiagnosticText.Render([diagnostic], GeneratorInput.Spec("a: b", "s.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Order_is_by_file_place_and_id()
    {
        var (a, b) = (At("a: b", new TextSpan(3, 1)), At("a: b", new TextSpan(0, 1)));
        var sorted = DiagnosticText.Sorted([Diagnostic.Create(Rule, a), Diagnostic.Create(Rule, b)]);
        Assert.Equal([b, a], sorted.Select(d => d.Location));
    }

    private static string Render(string marked)
    {
        var text = MarkedText.Parse(marked);
        return DiagnosticText.Render(
            [Diagnostic.Create(Rule, At(text.Text, text.Marks[0].Span))], GeneratorInput.Spec(text.Text, "s.yaml"));
    }

    private static Location At(string text, TextSpan span) =>
        Location.Create("s.yaml", span, SourceText.From(text).Lines.GetLinePositionSpan(span));
}
