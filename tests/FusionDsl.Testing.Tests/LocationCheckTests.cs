using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing.Tests;

public sealed class LocationCheckTests
{
    private static readonly DiagnosticDescriptor Rule =
        new("TOY008", "t", "m", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly GeneratorInput Input = GeneratorInput.Source("internal class Gauge;").WithSpec("a: 1\nb: 2\n");

    [Theory]
    [InlineData("model.fusion.yaml", 5, 1, 0, 0, "(1,0)-(1,1)")]
    [InlineData("model.fusion.yaml", 9, 9, 1, 4, "beyond the 10 characters")]
    [InlineData("other.yaml", 0, 1, 0, 0, "not a file of the input")]
    public void A_place_that_is_not_in_the_file_fails(string path, int start, int length, int line, int column, string says)
    {
        var lines = new LinePositionSpan(new(line, column), new(line, column + length));
        var wrong = Location.Create(path, new TextSpan(start, length), lines);
        Failure.Says(says, () => Harness.Run(Broken.Reporting(_ => Diagnostic.Create(Rule, wrong)), Input));
    }

    [Fact]
    public void A_right_place_passes_and_so_does_no_place()
    {
        var right = Location.Create("model.fusion.yaml", new TextSpan(5, 1), new LinePositionSpan(new(1, 0), new(1, 1)));
        Harness.Run(Broken.Reporting(_ => Diagnostic.Create(Rule, right)), Input);
        Harness.Run(Broken.Reporting(_ => Diagnostic.Create(Rule, Location.None)), Input);
    }
}
