using System.Runtime.CompilerServices;
using FusionDsl.Architecture;
using FusionDsl.Cli.Words;
using FusionDsl.Cli.Schemas;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Schemas;

/// <summary>The schema that is checked in is the one that the catalogue makes.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_schema_that_is_checked_in_is_the_generated_one() => CheckedIn.AssertSame(SpecSchema.Text, "schema", "fusion.schema.json");

    [Fact]
    public void The_reference_that_is_checked_in_is_the_generated_one() => CheckedIn.AssertSame(ReferencePage.Text, "reference", "README.md");

    [Fact]
    public void The_reference_has_every_word_once_and_all_that_a_parameter_has()
    {
        var words = ReferencePage.Text.Split("\n### ").Skip(1).ToList();
        // Two words are both a fusion and a decision.
        Assert.Equal(Catalogue.All.Select(word => word.Name).Order(), words.Select(word => word.Split('\n')[0]).Order());
        Assert.All(Catalogue.All, word => Assert.Contains(words, text =>
            text.StartsWith(word.Name + "\n", StringComparison.Ordinal) && text.Contains(word.Summary) && text.Contains(word.Key)
            && word.Parameters.All(parameter => text.Contains($"| `{parameter.Name}` |") && text.Contains($"| {parameter.Expectation} |"))));
    }

    [Fact]
    public void The_command_prints_the_reference() => Assert.Equal((0, ReferencePage.Text), (ToolRun.Of("reference").Exit, ToolRun.Of("reference").Out));

    [Fact]
    public void The_command_prints_it()
    {
        var run = ToolRun.Of("schema");
        Assert.Equal((0, SpecSchema.Text, ""), (run.Exit, run.Out, run.Error));
    }

    [Fact]
    public void The_command_writes_it_to_a_file_and_says_how_a_spec_names_it()
    {
        var file = _folder.In("my.schema.json");
        var run = ToolRun.Of("schema", "--out", file);
        Assert.Equal((0, $"{file}: write '# yaml-language-server: $schema=my.schema.json' as the first line of a spec beside it.\n", ""), (run.Exit, run.Out, run.Error));
        Assert.Equal(SpecSchema.Text, File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var run = ToolRun.Of("schema", "--out", _folder.In("no", "my.schema.json"));
        Assert.Equal(2, run.Exit);
        Assert.StartsWith($"error: --out: there is no folder {_folder.In("no")}\n", run.Error);
    }

    [Fact]
    public void Every_spec_that_is_checked_in_names_the_schema_in_its_first_line()
    {
        var specs = Directory.EnumerateFiles(CheckedIn.Folder, "*.fusion.yaml", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(specs);
        Assert.All(specs, spec =>
        {
            const string start = "# yaml-language-server: $schema=";
            var first = File.ReadLines(spec).First();
            Assert.StartsWith(start, first);
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(spec)!, first[start.Length..])), $"{spec}: {first}");
        });
    }
}

/// <summary>Texts below <c>specs</c> that are generated and checked in. With FUSIONDSL_ACCEPT=1 they are taken over, though not on a build server.</summary>
internal static class CheckedIn
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "specs"));

    public static void AssertSame(string generated, params string[] path)
    {
        var file = Path.Combine([Folder, .. path]);
        if (Environment.GetEnvironmentVariable("FUSIONDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, generated);
        }
        Assert.True(File.Exists(file), $"{file} is not there; FUSIONDSL_ACCEPT=1 writes it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), generated);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
