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
        Assert.EndsWith("1 error, 0 warnings (--fix mends 1)\n", run.Out);
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
    public void The_other_place_of_a_mistake_is_a_note()
    {
        var spec = _folder.Write("a.fusion.yaml", "model: Ab\nmodel: Cd\n");
        var run = ToolRun.Of("check", spec);
        Assert.Equal(
            $"{spec}(2,1): error FUS2002: The key 'model' is given twice in this map. Remove one of them\n{spec}(1,1): note: FUS2002 is about this place, too\n"
            + "1 spec: 1 error, 0 warnings\n", run.Out);
        var other = JsonNode.Parse(ToolRun.Of("check", "--format", "json", spec).Out)!.AsArray().Single()!["related"]!.AsArray().Single()!;
        Assert.Equal((spec, 1, 1, 1, 6), ((string)other["file"]!, (int)other["line"]!, (int)other["column"]!, (int)other["endLine"]!, (int)other["endColumn"]!));
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
        Assert.Equal((1, ""), (run.Exit, run.Error));
        Assert.Equal(
            $"{_folder.In("toi.fusion.yaml")}: error: There is no spec {_folder.In("toi.fusion.yaml")}. Did you mean 'toy.fusion.yaml'? "
            + $"In {_folder.Path} there are: toy.fusion.yaml.\n1 spec: 1 error, 0 warnings\n",
            run.Out);
        Assert.Contains("is a directory", ToolRun.Of("check", _folder.Path).Out);
        Assert.Contains("does not exist", ToolRun.Of("check", _folder.In("no", "a.fusion.yaml")).Out);
    }

    [Fact]
    public void A_file_that_is_no_text_is_an_error()
    {
        File.WriteAllBytes(_folder.In("a.fusion.yaml"), [0x6d, 0xff, 0xfe, 0x80]);
        var run = ToolRun.Of("check", _folder.In("a.fusion.yaml"));
        Assert.Equal(1, run.Exit);
        Assert.Contains("is not a text in UTF-8", run.Out);
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_hide_the_findings_of_the_others()
    {
        var binary = _folder.In("a.fusion.yaml");
        File.WriteAllBytes(binary, [0x6d, 0xff, 0xfe, 0x80]);
        var absent = _folder.In("b.fusion.yaml");
        var wrong = Toy.Write(_folder, Toy.Spec.Replace("kernel: 3", "kernl: 3"));
        var run = ToolRun.Of("check", binary, absent, wrong);
        Assert.Equal((1, ""), (run.Exit, run.Error));
        var lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"{binary}: error: ", lines[0]);
        Assert.StartsWith($"{absent}: error: ", lines[1]);
        Assert.StartsWith($"{wrong}(14,32): error FUS", lines[2]);
        Assert.Equal("3 specs: 3 errors, 0 warnings (--fix mends 1)", lines[3]);

        var json = JsonNode.Parse(ToolRun.Of("check", "--format", "json", binary, absent, wrong).Out)!.AsArray();
        Assert.Equal([binary, absent, wrong], json.Select(one => (string)one!["file"]!));
        Assert.All(json, one => Assert.Equal("error", (string)one!["severity"]!));
    }

    [Fact]
    public void A_spec_under_another_name_is_refused_because_a_build_would_not_see_it()
    {
        var path = _folder.Write("net.yaml", Toy.Spec);
        var run = ToolRun.Of("check", path);
        Assert.Equal(1, run.Exit);
        Assert.Contains("a spec is named *.fusion.yaml; rename it", run.Out);
        Assert.Contains("a spec is named *.fusion.yaml; rename it", ToolRun.Of("train", path, "--out", _folder.In("run")).Error);
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

    [Theory]
    [InlineData("--out: expected the name of a folder, found ''", "train", "a.fusion.yaml", "--out", "")]
    [InlineData("--out: expected the name of a folder, found ''", "generate", "a.fusion.yaml", "--out", "")]
    [InlineData("--seed: expected a whole number from 0, found '-3'", "train", "a.fusion.yaml", "--seed", "-3")]
    [InlineData("--epochs: expected a whole number, found '1.5'", "train", "a.fusion.yaml", "--epochs", "1.5")]
    [InlineData("--set train.epochs=1 and --epochs 2 set the same value, train.epochs; give only one of them",
        "train", "a.fusion.yaml", "--set", "train.epochs=1", "--epochs", "2")]
    [InlineData("--set a.b[0]=1 and --set a.b[0]=2 set the same value, a.b[0]; give only one of them",
        "train", "a.fusion.yaml", "--set", "a.b[0]=1", "--set", "a.b[0]=2", "--set", "a.b[1]=2")]
    public void A_wrong_option_is_named_with_what_was_expected(string expected, params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal((2, "", $"error: {expected}\n'fusion {args[0]} --help' tells how it is used.\n"), (run.Exit, run.Out, run.Error));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("generate")]
    public void A_file_where_a_folder_is_expected_is_named(string command)
    {
        var file = _folder.Write("taken", "mine");
        var run = ToolRun.Of(command, Toy.Write(_folder), "--out", file);
        Assert.Equal((1, $"error: --out {file} is a file; expected a folder.\n"), (run.Exit, run.Error));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Without_arguments_it_tells_its_commands()
    {
        var run = ToolRun.Of();
        Assert.Equal(0, run.Exit);
        foreach (var command in new[] { "check", "generate", "train", "predict" }) Assert.Contains(command, run.Out);
    }
}
