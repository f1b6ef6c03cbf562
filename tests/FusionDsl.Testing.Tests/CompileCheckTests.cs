namespace FusionDsl.Testing.Tests;

public sealed class CompileCheckTests
{
    private static readonly GeneratorInput Gauge = GeneratorInput.Source("internal partial class Gauge;");

    [Theory]
    [InlineData("internal partial class {0} {{ int _unused; }}\n", "CS0169")]
    [InlineData("internal partial class {0} {{ public string? Text => null; }}\n", "CS8669")]
    [InlineData("#nullable enable\ninternal partial class {0} {{ public string Text => null; }}\n", "CS8603")]
    [InlineData("/// <summary>open\ninternal partial class {0};\n", "CS1570")]
    [InlineData("/// <summary>{0}</summary>\npublic class Public {{ public int Bare; }}\n", "CS1591")]
    [InlineData("internal partial class {0} {{ int Broken => missing; }}\n", "CS0103")]
    public void A_warning_or_error_in_generated_code_fails_with_its_place(string code, string id)
    {
        var message = Failure.Of(() => Harness.Run(Broken.Writing(name => string.Format(null, code, name)), Gauge));
        Assert.Contains($" {id}: ", message, StringComparison.Ordinal);
        Assert.Contains("Gauge.g.cs(", message, StringComparison.Ordinal);
        Assert.Contains("^", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_input_itself_need_not_be_documented() =>
        Assert.Empty(Harness.Run(new ToyGenerator(), GeneratorInput.Source("public class Bare { public int X; }")).CompilerDiagnostics);

    [Fact]
    public void Expected_compiler_errors_must_occur_and_no_others()
    {
        var input = GeneratorInput.Source("internal class Uses : Missing;");
        Harness.Run(new ToyGenerator(), input, Checks.All with { CompilerErrors = ["CS0246"] });
        Failure.Says("CS0246", () => Harness.Run(new ToyGenerator(), input, Checks.All with { CompilerErrors = ["CS0103"] }));
        Failure.Says("did not", () => Harness.Run(new ToyGenerator(), Gauge, Checks.All with { CompilerErrors = ["CS0246"] }));
    }

    [Fact]
    public void Compiling_can_be_switched_off_by_name() =>
        Harness.Run(Broken.Writing(_ => "nonsense"), Gauge, Checks.All with { Compiles = false });
}
