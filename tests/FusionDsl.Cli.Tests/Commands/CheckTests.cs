using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class CheckTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_spec_passes()
    {
        var run = ToolRun.Of("check", Toy.Write(_folder));
        Assert.Equal((0, "1 spec: 0 errors, 0 warnings\n", ""), (run.Exit, run.Out, run.Error));
    }

    [Fact]
    public void An_error_names_file_line_column_and_rule_and_exits_with_1()
    {
        var spec = Toy.Write(_folder, Toy.Spec.Replace("kernel: 3", "kernl: 3"));
        var run = ToolRun.Of("check", spec);
        Assert.Equal(1, run.Exit);
        var line = Assert.Single(run.Out.Split('\n'), line => line.StartsWith($"{spec}(14,32): error FUS", StringComparison.Ordinal));
        Assert.Contains("kernel", line);
        Assert.EndsWith("1 error, 0 warnings\n", run.Out);
    }

    [Fact]
    public void Findings_have_places_counted_from_1_and_warnings_do_not_fail()
    {
        var spec = _folder.Write("a.fusion.yaml", "model: A\nbeta: 2\n");
        var run = ToolRun.With(() => new ReportingGenerator((context, text) =>
        {
            context.ReportDiagnostic(ReportingGenerator.Finding(text, DiagnosticSeverity.Warning, "2", "second"));
            context.ReportDiagnostic(ReportingGenerator.Finding(text, DiagnosticSeverity.Warning, "A", "first"));
        }), "check", spec);
        Assert.Equal(0, run.Exit);
        Assert.Equal($"{spec}(1,8): warning FUS1234: first\n{spec}(2,7): warning FUS1234: second\n1 spec: 0 errors, 2 warnings\n", run.Out);
    }

    [Fact]
    public void As_json_the_same_is_a_list_of_objects()
    {
        var spec = _folder.Write("a.fusion.yaml", "model: Ab\n");
        var run = ToolRun.With(() => new ReportingGenerator((context, text) =>
            context.ReportDiagnostic(ReportingGenerator.Finding(text, DiagnosticSeverity.Error, "Ab", "it's «so»"))),
            "check", "--format", "json", spec);
        Assert.Equal(1, run.Exit);
        var one = JsonNode.Parse(run.Out)!.AsArray().Single()!;
        Assert.Equal((spec, 1, 8, 1, 10),
            ((string)one["file"]!, (int)one["line"]!, (int)one["column"]!, (int)one["endLine"]!, (int)one["endColumn"]!));
        Assert.Equal(("error", "FUS1234", "it's «so»"), ((string)one["severity"]!, (string)one["id"]!, (string)one["message"]!));
        Assert.Contains("it's «so»", run.Out);
        Assert.Equal("[]\n", ToolRun.Of("check", "--format", "json", Toy.Write(_folder)).Out);
    }

    [Fact]
    public void An_absent_spec_names_what_there_is()
    {
        Toy.Write(_folder);
        var run = ToolRun.Of("check", _folder.In("toi.fusion.yaml"));
        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Equal(
            $"error: There is no spec {_folder.In("toi.fusion.yaml")}. Did you mean 'toy.fusion.yaml'? "
            + $"In {_folder.Path} there are: toy.fusion.yaml.\n",
            run.Error);
        Assert.Contains("is a directory", ToolRun.Of("check", _folder.Path).Error);
        Assert.Contains("does not exist", ToolRun.Of("check", _folder.In("no", "a.fusion.yaml")).Error);
    }

    [Fact]
    public void A_file_that_is_no_text_is_an_error()
    {
        File.WriteAllBytes(_folder.In("a.fusion.yaml"), [0x6d, 0xff, 0xfe, 0x80]);
        var run = ToolRun.Of("check", _folder.In("a.fusion.yaml"));
        Assert.Equal(1, run.Exit);
        Assert.Contains("is not a text in UTF-8", run.Error);
    }

    [Fact]
    public void A_failing_generator_is_an_internal_error_without_a_stack_unless_asked_for()
    {
        var spec = _folder.Write("a.fusion.yaml", "model: A\n");
        Func<IIncrementalGenerator> failing = () => new ReportingGenerator((_, _) => throw new InvalidCastException("oh"));
        var run = ToolRun.With(failing, "check", spec);
        Assert.Equal(70, run.Exit);
        Assert.StartsWith("internal error: ", run.Error);
        Assert.Contains("oh", run.Error);
        Assert.Contains("please report", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Contains("   at ", ToolRun.With(failing, "check", spec, "--debug").Error);
    }

    [Fact]
    public void Generated_code_that_does_not_compile_is_an_internal_error()
    {
        Toy.Write(_folder);
        var run = ToolRun.With(() => new ReportingGenerator(
            (context, _) => context.AddSource("A.g.cs", "class {")), "train", _folder.In("toy.fusion.yaml"));
        Assert.Equal(70, run.Exit);
        Assert.Contains("does not compile", run.Error);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("chek", "a.yaml")]
    [InlineData("check", "a.yaml", "--format", "xml")]
    [InlineData("train", "a.yaml", "--epochs", "x")]
    [InlineData("train", "a.yaml", "b.yaml")]
    [InlineData("predict", "run")]
    [InlineData("generate", "a.yaml")]
    public void A_wrong_command_line_exits_with_2_and_names_the_help(params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal(2, run.Exit);
        Assert.StartsWith("error: ", run.Error);
        Assert.Contains("--help' tells how it is used.", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public void Without_arguments_it_tells_its_commands()
    {
        var run = ToolRun.Of();
        Assert.Equal(0, run.Exit);
        foreach (var command in new[] { "check", "generate", "train", "predict" }) Assert.Contains(command, run.Out);
    }
}
