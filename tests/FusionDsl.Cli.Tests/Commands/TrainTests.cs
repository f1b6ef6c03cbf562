using System.Text.Json.Nodes;
using FusionDsl.Cli.Specs;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class TrainTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ToolRun Train(string spec, params string[] more) => ToolRun.Of(["train", spec, "--out", _folder.In("run"), .. more]);

    private JsonNode Metrics(string run = "run") => JsonNode.Parse(File.ReadAllText(_folder.In(run, "metrics.json")))!;

    [Fact]
    public void A_run_leaves_all_its_files_and_tells_the_results()
    {
        var run = Train(Toy.Write(_folder));
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Equal(
            ["confusion-Level.png", "history.csv", "learning-curves.png", "metrics.json", "model.safetensors", "spec.run.fusion.yaml"],
            Directory.EnumerateFiles(_folder.In("run")).Select(Path.GetFileName).Order());

        var metrics = Metrics();
        Assert.Equal(("ToyNet", 3), ((string)metrics["model"]!, (int)metrics["epochs"]!));
        Assert.InRange((double)metrics["test"]!["Level"]!["accuracy"]!, 0.4, 1);
        Assert.NotNull(metrics["test"]!["Size"]!["rmse"]);
        // By hand: rows 8 to 199 by their number modulo 5.
        Assert.Equal(
            Enumerable.Range(Toy.LeftOut, Toy.Rows - Toy.LeftOut)
                .GroupBy(row => Math.Max(2, row % 5)).OrderBy(part => part.Key).Select(part => part.Count()),
            new[] { "train", "validation", "test" }.Select(part => (int)metrics["rows"]![part]!));
        Assert.Equal(Toy.LeftOut, (int)metrics["rows"]!["leftOut"]!);

        Assert.Equal(4, File.ReadAllLines(_folder.In("run", "history.csv")).Length);
        foreach (var text in new[] { "epoch 3/3", "majority class", "Level", "Size", "rmse",
            "Note: 8 of 200 rows", $"Run: {_folder.In("run")}" }) Assert.Contains(text, run.Out);
    }

    [Fact]
    public void A_run_of_stages_tells_what_became_of_each()
    {
        var spec = Toy.Spec.Replace("train: { epochs: 3, ", "train: { epochs: 2, stages: [{ name: words, train: [WordCnn, Joint, Level], losses: Level }, "
            + "{ name: all, epochs: 3, learningRate: 1e-3 }], ").Replace("concat: [WordCnn, NumberMlp]", "concat: [WordCnn, NumberMlp], layers: [dense: 8]");
        var run = Train(Toy.Write(_folder, spec));
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("epoch 2/5  words  loss", run.Out);
        Assert.Contains("epoch 5/5  all  loss", run.Out);
        Assert.Equal(["stage", "words", "words", "all", "all", "all"], File.ReadAllLines(_folder.In("run", "history.csv")).Select(line => line.Split(',')[1]));
        var stages = Metrics()["stages"]!.AsArray();
        Assert.Equal([("words", 2), ("all", 3)], stages.Select(stage => ((string)stage!["name"]!, (int)stage["epochs"]!)));
        Assert.Equal((int)Metrics()["bestEpoch"]!, (int)stages[1]!["bestEpoch"]!);

        var again = ToolRun.Of("train", "--resume", _folder.In("run"));
        Assert.Contains($"{_folder.In("run")} is finished after 5 epochs.\n", again.Out);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        var spec = Toy.Write(_folder);
        foreach (var (name, seed) in new[] { ("a", "5"), ("b", "5"), ("c", "6") })
            Assert.Equal(0,
                ToolRun.Of("train", spec, "--out", _folder.In(name), "--seed", seed, "--epochs", "1", "--set", "train.threads=1").Exit);
        var weights = new[] { "a", "b", "c" }.Select(name => File.ReadAllBytes(_folder.In(name, "model.safetensors"))).ToList();
        Assert.Equal(weights[0], weights[1]);
        Assert.NotEqual(weights[0], weights[2]);
    }

    [Fact]
    public void Settings_change_the_run_and_stand_in_the_spec_that_is_kept()
    {
        var run = Train(Toy.Write(_folder),
            "--set", "encoders.WordCnn.layers[0].embedding=5", "--set", "train.patience=7", "--epochs", "1");
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Equal(1, (int)Metrics()["epochs"]!);
        var kept = File.ReadAllText(_folder.In("run", "spec.run.fusion.yaml"));
        Assert.Equal(
            Toy.Spec.Replace("embedding: 4", "embedding: 5").Replace("epochs: 3", "epochs: 1")
                .Replace("adam: 5e-3 }", "adam: 5e-3, patience: 7 }")
                .Replace("file: rows.csv", "file: ../rows.csv"),
            kept);
    }

    [Fact]
    public void The_kept_spec_trains_again_to_the_same_numbers()
    {
        Assert.Equal(0, Train(Toy.Write(_folder), "--epochs", "1", "--set", "train.threads=1").Exit);
        var again = ToolRun.Of("train", _folder.In("run", "spec.run.fusion.yaml"), "--out", _folder.In("again"));
        Assert.True(again.Exit == 0, again.ToString());
        Assert.Equal(Metrics()["test"]!.ToJsonString(), Metrics("again")["test"]!.ToJsonString());
    }

    [Fact]
    public void An_occupied_folder_and_a_wrong_setting_stop_before_training()
    {
        var spec = Toy.Write(_folder);
        _folder.Write("run/mine.txt", "");
        Assert.Contains("is not empty", Train(spec).Error);
        var run = Train(spec, "--set", "trian.epochs=1");
        Assert.Equal((1, "",
            "error: --set trian.epochs=1: The spec has no 'trian'. Did you mean 'train'? "
            + "It has: model, namespace, modalities, encoders, fusions, heads, train, data.\n"),
            (run.Exit, run.Out, run.Error));
    }

    [Fact]
    public void A_setting_that_the_language_refuses_is_named_with_the_diagnostic()
    {
        var run = Train(Toy.Write(_folder), "--epochs", "0");
        Assert.Equal(1, run.Exit);
        Assert.Contains("error FUS", run.Error);
        Assert.Contains("The spec was read with --epochs 0.", run.Error);
        Assert.False(Directory.Exists(_folder.In("run")));
    }

    [Theory]
    [InlineData("data.sources.Words.file", "none.csv", "none.csv: there is no such file")]
    [InlineData("data.sources.Level.column", "lefel", "Did you mean 'level'?")]
    [InlineData("data.key", "ids", "there is no column 'ids'")]
    public void Absent_data_is_one_message_at_its_place_in_the_spec(string path, string value, string expected)
    {
        var spec = Toy.Write(_folder);
        var run = Train(spec, "--set", $"{path}={value}");
        Assert.Equal((1, ""), (run.Exit, run.Out));
        var lines = SpecEdit.Apply(File.ReadAllText(spec), [Setting.Parse($"{path}={value}")]).Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains(value, StringComparison.Ordinal));
        Assert.StartsWith($"{spec}({line + 1},{lines[line].IndexOf(value, StringComparison.Ordinal) + 1}): error: ", run.Error);
        Assert.Contains(expected, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.False(Directory.Exists(_folder.In("run")));
    }

    [Fact]
    public void The_spec_of_a_run_is_not_trained_over_itself()
    {
        Assert.Equal(0, Train(Toy.Write(_folder), "--epochs", "1").Exit);
        var spec = _folder.In("run", "spec.run.fusion.yaml");
        var before = File.ReadAllText(spec);
        var run = Train(spec, "--force", "--epochs", "2");
        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Equal(
            $"error: {spec} lies in {_folder.In("run")}, and --force would overwrite it with the run there. Choose another --out, or copy it elsewhere.\n", run.Error);
        Assert.Equal((before, 1), (File.ReadAllText(spec), (int)Metrics()["epochs"]!));
    }

    [Fact]
    public void A_spec_that_lies_beside_its_run_stays_as_it_is()
    {
        var spec = Toy.Write(_folder);
        for (var i = 0; i < 2; i++)
        {
            var run = ToolRun.Of("train", spec, "--out", _folder.Path, "--force", "--epochs", "1");
            Assert.True(run.Exit == 0, run.ToString());
            Assert.Equal(Toy.Spec, File.ReadAllText(spec));
        }
    }

    [Fact]
    public void A_column_that_is_absent_is_told_at_the_range_that_names_it()
    {
        var spec = Toy.Write(_folder, Toy.Spec.Replace("x0..x3", "x1..x4"));
        var lines = File.ReadAllLines(spec);
        var line = Array.FindIndex(lines, text => text.Contains("x1..x4", StringComparison.Ordinal));
        Assert.StartsWith($"{spec}({line + 1},{lines[line].IndexOf("x1..x4", StringComparison.Ordinal) + 1}): error: rows.csv: there is no column 'x4'",
            Train(spec).Error);
    }

    [Fact]
    public void A_failing_run_with_force_leaves_the_former_run_as_it_was()
    {
        var spec = Toy.Write(_folder);
        Assert.Equal(0, Train(spec, "--epochs", "1").Exit);
        var before = Contents();
        var run = Train(spec, "--force", "--set", "train.adam=1e30");
        Assert.True(run.Exit == 1, run.ToString());
        Assert.Equal([$"The former run in {_folder.In("run")} is as it was."], run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1]);
        Assert.Matches(@"\nerror: The training loss became \S+ in step \d+ of epoch 1\. It began at '(WordCnn|NumberMlp|Level|Size)': .*\.\n$", run.Error);
        Assert.Equal(before, Contents());
        Assert.Equal([_folder.In("run")], Directory.EnumerateDirectories(_folder.Path));

        Assert.Equal(0, Train(spec, "--force", "--epochs", "2").Exit);
        Assert.Equal(2, (int)Metrics()["epochs"]!);
        Assert.Equal([_folder.In("run")], Directory.EnumerateDirectories(_folder.Path));

        List<(string, string)> Contents() => [.. Directory.EnumerateFiles(_folder.In("run")).Order()
            .Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file))))];
    }

    [Fact]
    public void A_split_by_column_without_validation_rows_says_what_can_be_done()
    {
        var spec = Toy.Write(_folder);
        File.WriteAllText(_folder.In("rows.csv"), File.ReadAllText(_folder.In("rows.csv")).Replace(",validation\n", ",train\n"));
        var run = Train(spec);
        Assert.Equal(1, run.Exit);
        Assert.Contains("has 'validation' in 'part'. Give at least one row the value 'validation' there.", run.Error);
        Assert.False(Directory.Exists(_folder.In("run")));
    }

    [Fact]
    public void A_spec_without_data_cannot_be_trained()
    {
        var run = Train(Toy.Write(_folder, Toy.Spec[..Toy.Spec.IndexOf("data:", StringComparison.Ordinal)]));
        Assert.Equal(1, run.Exit);
        Assert.Contains("names no data to learn from", run.Error);
    }

    [Fact]
    public void A_spec_that_is_no_yaml_is_a_diagnostic_even_with_settings()
    {
        var run = Train(Toy.Write(_folder, Toy.Spec.Replace("[dense: 8, relu]", "[dense: 8, relu")), "--epochs", "2");
        Assert.Equal(1, run.Exit);
        Assert.Matches(@"toy\.fusion\.yaml\(\d+,\d+\): error FUS", run.Error);
        Assert.DoesNotContain("The spec was read with", run.Error);
    }
}
