using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing.Tests;

public sealed class SameEverywhereCheckTests
{
    private static readonly GeneratorInput Gauge = GeneratorInput.Source("internal partial class Gauge;");

    [Fact]
    public void A_number_written_in_the_current_culture_fails_under_fi_FI() => Failure.Says(
        "fi-FI, in Gauge.g.cs", () => Harness.Run(Broken.Writing(_ => $"// {(-2.5).ToString(CultureInfo.CurrentCulture)}\n"), Gauge));

    [Fact]
    public void A_minus_alone_tells_cultures_apart() => Failure.Says(
        "+// \u22121", () => Harness.Run(Broken.Writing(_ => $"// {(-1).ToString(CultureInfo.CurrentCulture)}\n"), Gauge));

    [TurkishFact]
    public void A_name_cased_in_the_current_culture_fails_under_tr_TR() => Failure.Says(
        "under the culture tr-TR", () => Harness.Run(
            Broken.Writing(name => $"// {name.ToUpper(CultureInfo.CurrentCulture)}\n"), GeneratorInput.Source("internal class Width;")));

    [TurkishFact]
    public void Turkish_is_under_test_where_its_data_are() => Assert.Contains(Cultures.UnderTest, c => c.Name == "tr-TR");

    [Fact]
    public void A_number_handed_to_a_message_unformatted_fails()
    {
        var rule = new DiagnosticDescriptor("TOY009", "t", "Found {0}", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        Failure.Says("in diagnostics", () => Harness.Run(Broken.Reporting(_ => Diagnostic.Create(rule, Location.None, 2.5)), Gauge));
        Harness.Run(Broken.Reporting(_ => Diagnostic.Create(rule, Location.None, "2.5")), Gauge);
    }

    [Fact]
    public void Output_in_the_order_of_files_fails()
    {
        var input = Gauge.WithSource("internal partial class Dial;", "Dial.cs").WithSource("internal partial class Knob;", "Knob.cs");
        Failure.Says("in reverse order", () => Harness.Run(new InOrderOfArrival(), input));
        Harness.Run(new InOrderOfArrival(), Gauge);
    }

    [Fact]
    public void A_shuffle_is_another_order_than_the_reverse()
    {
        var input = GeneratorInput.Empty.WithSource("", "a.cs").WithSource("", "b.cs").WithSource("", "c.cs");
        var orders = FileOrders.Of(input).Select(o => string.Concat(o.Input.Sources.Select(s => s.Path[0]))).Append("abc").ToArray();
        Assert.Equal(3, orders.Distinct().Count());
    }

    [Fact]
    public void A_carriage_return_fails_with_its_line() => Failure.Says(
        "carriage return in line 2", () => Harness.Run(Broken.Writing(_ => "// a\n// b\r\n"), Gauge));

    [Fact]
    public void The_culture_is_put_back_even_after_an_exception()
    {
        var before = CultureInfo.CurrentCulture;
        Assert.Throws<FormatException>(() => Cultures.In<int>(Cultures.UnderTest[0], () => throw new FormatException()));
        Assert.Equal(before, CultureInfo.CurrentCulture);
    }

    private sealed class TurkishFactAttribute : FactAttribute
    {
        public TurkishFactAttribute() => Skip = Cultures.TurkishMissing;
    }

    private sealed class InOrderOfArrival : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.CreateSyntaxProvider(
                static (n, _) => n is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax, static (c, _) => Broken.Name(c))
                .WithTrackingName("Read").Collect(),
            static (c, names) => c.AddSource("All.g.cs", $"// {string.Join(", ", names)}\n"));
    }
}
