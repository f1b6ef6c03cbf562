using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary>A run whose sources lie in three files: numbers, words, and labels alone.</summary>
public sealed class RunOfThreeFiles : IDisposable
{
    public Folder Folder { get; } = new();

    public string Run => Folder.In("run");

    public RunOfThreeFiles()
    {
        var spec = Toy.Write(Folder, Toy.Spec.Replace("Words: { file: rows.csv", "Words: { file: in/words.csv").Replace("Numbers: { file: rows.csv", "Numbers: { file: in/numbers.csv")
            .Replace("file: rows.csv", "file: labels.csv"));
        var rows = File.ReadAllLines(Folder.In("rows.csv")).Select(line => line.Split(',')).ToList();
        Write("in/numbers.csv", 0, 1, 2, 3, 4);
        Write("in/words.csv", 0, 7);
        Write("labels.csv", 0, 5, 6, 8);
        // Another order, and a row less: only a key can join them.
        Folder.Write("new/later-words.csv", "id,words\nc,0 0 0 0 0 0\nb,4 5 6 4 5 6\na,0 1 2 0 1 2\n");
        Folder.Write("new/later-numbers.csv", "x3,x2,x1,x0,id\n0.3,0.1,0.2,0.1,a\n2.3,2.1,2.2,2.4,b\n");
        Folder.Write("new/all.csv", "id,x0,x1,x2,x3,words\na,0.1,0.2,0.1,0.3,0 1 2 0 1 2\nb,2.4,2.2,2.1,2.3,4 5 6 4 5 6\n");
        var run = ToolRun.Of("train", spec, "--out", Run, "--epochs", "2");
        if (run.Exit != 0) throw new InvalidOperationException(run.ToString());

        void Write(string name, params int[] columns) =>
            Folder.Write(name, string.Join("", rows.Select(row => string.Join(',', columns.Select(column => row[column])) + "\n")));
    }

    public void Dispose() => Folder.Dispose();
}

public sealed class PredictFromFilesTests(RunOfThreeFiles trained) : IClassFixture<RunOfThreeFiles>
{
    private const string Expected = "Expected one file with the columns of all modalities, or a file for each of numbers.csv, words.csv, which 'id' joins.\n";

    [Fact]
    public void The_files_of_the_training_are_matched_by_name_and_joined()
    {
        var (numbers, words) = (trained.Folder.In("in/numbers.csv"), trained.Folder.In("in/words.csv"));
        var run = ToolRun.Of("predict", trained.Run, numbers, words, trained.Folder.In("labels.csv"));
        Assert.True(run.Exit == 0, run.ToString());
        Assert.StartsWith($"{numbers} + {words}: {Toy.Rows} rows\n", run.Out);
        Assert.Contains($"Note: {trained.Folder.In("labels.csv")} has labels alone, which are not needed.\n", run.Out);
    }

    [Fact]
    public void Other_files_are_matched_by_their_columns_and_give_what_one_file_gives()
    {
        string all = trained.Folder.In("new/all.csv"), numbers = trained.Folder.In("new/later-numbers.csv"), words = trained.Folder.In("new/later-words.csv");
        var run = ToolRun.Of("predict", trained.Run, words, all, numbers, "--json");
        Assert.True(run.Exit == 0, run.ToString());
        var inputs = JsonNode.Parse(run.Out)!.AsArray();
        Assert.Equal([$"{words} + {numbers}", all], inputs.Select(input => (string)input!["input"]!));
        var joined = inputs[0]!["rows"]!.AsArray().OrderBy(row => (string)row!["name"]!).Select(row => row!.ToJsonString());
        Assert.Equal(inputs[1]!["rows"]!.AsArray().Select(row => row!.ToJsonString()), joined);
    }

    [Fact]
    public void Without_a_file_for_each_it_says_which_columns_are_nowhere()
    {
        var numbers = trained.Folder.In("new/later-numbers.csv");
        Assert.Equal($"error: {numbers} does not have all columns of 'Words': there is no 'words'. {Expected}", Failed(numbers));
        var other = trained.Folder.Write("new/other.csv", "id,size\na,1\n");
        Assert.Equal($"error: No file has all columns of 'Words'. {Expected}", Failed(numbers, other));
    }

    [Fact]
    public void Two_files_for_one_place_and_files_for_none_are_refused()
    {
        string numbers = trained.Folder.In("new/later-numbers.csv"), words = trained.Folder.In("new/later-words.csv");
        var again = trained.Folder.Write("new/again.csv", File.ReadAllText(words));
        Assert.Equal($"error: {words} and {again} have the columns of 'Words': only one of them can take the place of ../in/words.csv. "
            + $"Give one set of files at a time. {Expected}", Failed(words, numbers, again));
        var none = trained.Folder.Write("new/none.csv", "id,size\na,1\n");
        Assert.Equal($"error: {none} takes the place of no file of the training. {Expected}", Failed(words, numbers, none));
    }

    [Fact]
    public void A_file_of_the_training_that_lacks_a_column_is_named_with_the_column()
    {
        var words = trained.Folder.In("new/later-words.csv");
        var numbers = trained.Folder.Write("cut/numbers.csv", "id,x0,x1,x2\na,1,2,3\n");
        Assert.StartsWith($"error: {numbers}: there is no column 'x3' (source of 'Numbers').", Failed(words, numbers));
    }

    [Fact]
    public void A_folder_and_a_file_for_json_are_told()
    {
        var all = trained.Folder.In("new/all.csv");
        Assert.Equal($"error: {trained.Folder.In("new")} is a folder; expected a data file, or a file for the spec's reader.\n", Failed(trained.Folder.In("new")));
        Assert.Equal("error: There is no file p.json. --json takes none: it writes to the output; > p.json keeps it.\n", Failed(all, "--json", "p.json"));
    }

    private string Failed(params string[] inputs)
    {
        var run = ToolRun.Of(["predict", trained.Run, .. inputs]);
        Assert.Equal((1, ""), (run.Exit, run.Out));
        return run.Error;
    }
}
