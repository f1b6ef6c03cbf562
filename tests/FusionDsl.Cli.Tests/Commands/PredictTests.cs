using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary>One trained run for all tests of prediction.</summary>
public sealed class TrainedRun : IDisposable
{
    public Folder Folder { get; } = new();

    public string Run => Folder.In("run");

    public TrainedRun()
    {
        var run = ToolRun.Of("train",
            Toy.Write(Folder, Toy.Spec.Replace("  key: id", "  key: id\n  reader: Test.Reader")), "--out", Run, "--epochs", "15");
        if (run.Exit != 0) throw new InvalidOperationException(run.ToString());
    }

    public void Dispose() => Folder.Dispose();
}

public sealed class PredictTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    private const string Rows = "id,x0,x1,x2,x3,words\nfirst,0.1,0.2,0.1,0.3,0 1 2 0 1 2\nsecond,2.4,2.2,2.1,2.3,4 5 6 4 5 6\n";

    [Fact]
    public void A_data_file_without_labels_gives_a_line_per_row()
    {
        var run = ToolRun.Of("predict", trained.Run, trained.Folder.Write("new.csv", Rows));
        Assert.True(run.Exit == 0, run.ToString());
        Assert.StartsWith($"{trained.Folder.In("new.csv")}: 2 rows\n", run.Out);
        Assert.Matches(@"first +Low +\d+\.\d %", run.Out);
        Assert.Matches(@"second +High +\d+\.\d %", run.Out);
    }

    [Fact]
    public void Without_the_key_column_rows_are_named_by_number_with_the_same_results()
    {
        var with = ToolRun.Of("predict", trained.Run, trained.Folder.Write("keyed.csv", Rows), "--json");
        var run = ToolRun.Of("predict", trained.Run,
            trained.Folder.Write("keyless.csv", Rows.Replace("id,", "").Replace("first,", "").Replace("second,", "")), "--json");
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("There is no column 'id' (the key), so rows are named by their number.", run.Error);
        var rows = JsonNode.Parse(run.Out)![0]!["rows"]!.AsArray();
        Assert.Equal(["1", "2"], rows.Select(row => (string)row!["name"]!));
        Assert.Equal(
            JsonNode.Parse(with.Out)![0]!["rows"]!.AsArray().Select(row => row!["heads"]!.ToJsonString()),
            rows.Select(row => row!["heads"]!.ToJsonString()));
    }

    [Fact]
    public void As_json_it_has_every_probability()
    {
        var input = trained.Folder.Write("new.csv", Rows);
        var run = ToolRun.Of("predict", trained.Run, input, input, "--json");
        Assert.True(run.Exit == 0, run.ToString());
        var all = JsonNode.Parse(run.Out)!.AsArray();
        Assert.Equal(2, all.Count);
        Assert.Equal(input, (string)all[0]!["input"]!);
        var second = all[1]!["rows"]![1]!;
        Assert.Equal("second", (string)second["name"]!);
        var level = second["heads"]!["Level"]!;
        Assert.Equal("High", (string)level["class"]!);
        Assert.Equal((float)level["confidence"]!, (float)level["probabilities"]!["High"]!);
        Assert.Equal(1.0, level["probabilities"]!.AsObject().Sum(pair => (double)pair.Value!), 4);
        Assert.Single(second["heads"]!["Size"]!["values"]!.AsArray());
    }

    [Fact]
    public void Another_kind_of_file_goes_through_the_reader_that_the_spec_names()
    {
        Plugins.Compile(trained.Folder.In("plugins", "Test.Reader.dll"), Plugins.WorkingReader);
        var input = trained.Folder.Write("new.toy", "2.4 2.2 2.1 2.3 4 5 6 4 5 6\n");
        var run = ToolRun.Of("predict", trained.Run, input, "--reader-path", trained.Folder.In("plugins"));
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Matches(@"line 1 of new\.toy +High", run.Out);

        var other = ToolRun.Of("predict", trained.Run, trained.Folder.Write("new.bin", ""), "--reader-path", trained.Folder.In("plugins"));
        Assert.Equal(1, other.Exit);
        Assert.Contains("the reader Test.Reader reads .toy, not '.bin'", other.Error);
    }

    [Fact]
    public void A_reader_that_is_nowhere_names_the_places()
    {
        var run = ToolRun.Of("predict", trained.Run, trained.Folder.Write("other.toy", ""));
        Assert.Equal(1, run.Exit);
        Assert.Contains("The reader 'Test.Reader', which the spec names, was not found. Test.Reader.dll is not in: ", run.Error);
        Assert.Contains(trained.Folder.Path, run.Error);
        Assert.Contains("--reader-path", run.Error);
    }

    [Fact]
    public void Absent_inputs_runs_and_columns_are_one_message()
    {
        Assert.Equal((1, $"error: There is no file {trained.Folder.In("no.csv")}.\n"), Failed(trained.Run, trained.Folder.In("no.csv")));
        Assert.StartsWith("error: There is no run", Failed(trained.Folder.In("none"), trained.Folder.In("rows.csv")).Error);
        var (exit, error) = Failed(trained.Run, trained.Folder.Write("short.csv", "id,x0,x1,x2,words\na,1,2,3,4\n"));
        Assert.Equal(1, exit);
        Assert.Contains("x3", error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        var copy = trained.Folder.In("copy");
        Directory.CreateDirectory(copy);
        File.Copy(trained.Folder.In("run", "model.safetensors"), Path.Combine(copy, "model.safetensors"), overwrite: true);
        File.WriteAllText(Path.Combine(copy, "spec.run.fusion.yaml"), Toy.Spec.Replace("dense: 8", "dense: 9"));
        var (exit, error) = Failed(copy, trained.Folder.Write("new.csv", Rows));
        Assert.Equal(1, exit);
        Assert.Contains("are of another model", error);
    }

    private static (int Exit, string Error) Failed(params string[] args)
    {
        var run = ToolRun.Of(["predict", .. args]);
        return (run.Exit, run.Error);
    }
}
