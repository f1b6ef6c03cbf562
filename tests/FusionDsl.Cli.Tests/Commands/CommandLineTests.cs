using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary>Slips of the command line: one mistake, one line, with the way out.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("there is no command 'chekc', did you mean 'check'? The commands are check, generate, train, ", "chekc", "x.fusion.yaml")]
    [InlineData("there is no command 'foo'. The commands are check, ", "foo")]
    [InlineData("there is no option --epochs before a command. The commands are check, ", "--epochs", "3")]
    [InlineData("'predict' needs RUN and INPUT", "predict")]
    [InlineData("'predict' needs INPUT", "predict", "run")]
    [InlineData("'evaluate' takes only RUN; found 'b' and 'c' beside", "evaluate", "a", "b", "c")]
    [InlineData("'schema' takes no argument; found 'x' beside", "schema", "x")]
    [InlineData("'check' has no option --fixx, did you mean --fix?", "check", "ok.fusion.yaml", "--fixx")]
    [InlineData("'check' has no option -q", "check", "-q", "ok.fusion.yaml")]
    [InlineData("'train' has no option --restume, did you mean --resume?", "train", "--restume", "run")]
    [InlineData("'predict' has no option --jsn, did you mean --json?", "predict", "run", "rows.csv", "--jsn")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json'", "check", "x.fusion.yaml", "--format", "xml")]
    public void A_slip_is_one_line_and_where_to_find_more(string expected, params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        var lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith($"error: {expected}", lines[0]);
        Assert.Equal($"'fusion{(args[0] is "chekc" or "foo" or "--epochs" ? "" : " " + args[0])} --help' tells how it is used.", Assert.Single(lines[1..]));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("train")]
    [InlineData("correlate")]
    [InlineData("compare")]
    [InlineData("generate", "--out", "x")]
    public void An_empty_name_of_a_spec_is_told(string command, params string[] more)
    {
        foreach (var name in new[] { "", " " })
        {
            var run = ToolRun.Of([command, name, .. more]);
            Assert.Equal((2, ""), (run.Exit, run.Out));
            Assert.Equal($"error: expected the name of a spec, *.fusion.yaml, found '{name}'\n'fusion {command} --help' tells how it is used.\n", run.Error);
        }
    }

    [Fact]
    public void A_file_that_is_called_like_an_option_is_taken_behind_two_dashes()
    {
        Assert.StartsWith("error: 'train' has no option --odd.fusion.yaml", ToolRun.Of("train", "--odd.fusion.yaml").Error);
        Assert.StartsWith("error: There is no spec --odd.fusion.yaml.", ToolRun.Of("train", "--", "--odd.fusion.yaml").Error);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("predict", "--help")]
    [InlineData("predict", "run", "--help", "--foo")]
    public void Who_asks_for_help_gets_it(params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("Usage:", run.Out);
    }

    [Fact]
    public void A_spec_in_latin_1_is_told_with_its_line()
    {
        File.WriteAllBytes(_folder.In("l.fusion.yaml"), [.. "model: P\n# caf"u8, 0xE9, .. "\n# t\u00e9\n"u8]);
        Assert.Equal(
            $"error: {_folder.In("l.fusion.yaml")} is not a text in UTF-8; a spec is. Line 2 has the byte 0xE9. Save it as UTF-8 (iconv -f latin1 -t utf-8, "
            + "if it is Latin-1).\n", ToolRun.Of("train", _folder.In("l.fusion.yaml")).Error);
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_told()
    {
        using var writer = new OpenWriter(new Closed());
        Action[] all = [() => writer.Write('a'), () => writer.Write("a"), () => writer.WriteLine("a"), () => writer.Write(['a'], 0, 1), writer.Flush];
        foreach (var write in all)
            Assert.Equal("The output cannot be written: it is closed or full (Access to the path is denied). To see none: > /dev/null",
                Assert.Throws<FusionException>(write).Message);
    }

    private sealed class Closed : StringWriter
    {
        public override void Write(char value) => throw Denied();

        public override void Write(char[] buffer, int index, int count) => throw Denied();

        public override void Write(string? value) => throw Denied();

        public override void WriteLine(string? value) => throw Denied();

        public override void Flush() => throw Denied();

        private static UnauthorizedAccessException Denied() => new("Access to the path is denied.");
    }
}
