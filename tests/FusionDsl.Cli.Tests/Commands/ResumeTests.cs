using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class ResumeTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly string _spec;

    public ResumeTests() => _spec = Toy.Write(_folder, Toy.WithDropout);

    public void Dispose() => _folder.Dispose();

    private string Run => _folder.In("run");

    private void Train(string run, params string[] more)
    {
        var trained = ToolRun.Of(["train", _spec, "--out", _folder.In(run), .. more]);
        Assert.True(trained.Exit == 0, trained.ToString());
    }

    private ToolRun Resume(params string[] more) => ToolRun.Of(["train", "--resume", Run, .. more]);

    [Fact]
    public void A_finished_run_says_so_and_can_be_made_longer()
    {
        Train("run", "--epochs", "2");
        var before = RunFiles.Of(Run);
        var again = Resume();
        Assert.Equal((0, ""), (again.Exit, again.Error));
        Assert.Contains($"is finished after 2 epochs. To make it longer: fusion train --resume {Run} --epochs N", again.Out);
        Assert.Equal(before, RunFiles.Of(Run));

        var longer = Resume("--epochs", "5");
        Assert.True(longer.Exit == 0, longer.ToString());
        Assert.Contains("Going on in epoch 3/5", longer.Out);
        Train("whole", "--epochs", "5");
        RunFiles.Equal(_folder.In("whole"), Run);
        Assert.Single(Directory.GetFiles(Path.Combine(Run, "checkpoints"), "checkpoint-*"));
    }

    [Fact]
    public void A_run_that_stopped_early_is_finished_whatever_its_epochs()
    {
        Train("run", "--epochs", "60", "--set", "train.patience=1", "--set", "train.adam=0.1");
        var metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, "metrics.json")))!;
        Assert.Equal("noImprovement", (string)metrics["stopped"]!);
        var again = Resume("--epochs", "100");
        Assert.Equal(0, again.Exit);
        Assert.Contains($"it stopped after {metrics["epochs"]} epochs, because the validation loss did not get lower any more", again.Out);
    }

    [Fact]
    public void What_was_not_written_yet_is_written()
    {
        Train("run");
        Train("whole");
        foreach (var name in new[] { "metrics.json", "model.safetensors", "learning-curves.png", "history.csv" }) File.Delete(Path.Combine(Run, name));
        var rest = Resume();
        Assert.True(rest.Exit == 0, rest.ToString());
        Assert.Contains("All epochs are over", rest.Out);
        RunFiles.Equal(_folder.In("whole"), Run);
    }

    [Fact]
    public void A_run_without_a_checkpoint_begins_anew()
    {
        Train("run");
        Train("whole");
        foreach (var file in Directory.GetFiles(Run).Where(file => !file.EndsWith("spec.run.fusion.yaml", StringComparison.Ordinal))) File.Delete(file);
        foreach (var file in Directory.GetFiles(Path.Combine(Run, "checkpoints"), "checkpoint-*")) File.Delete(file);
        var rest = Resume();
        Assert.True(rest.Exit == 0, rest.ToString());
        Assert.Contains("it begins anew", rest.Out);
        RunFiles.Equal(_folder.In("whole"), Run);
    }

    [Fact]
    public void A_damaged_checkpoint_is_noted_and_the_one_before_serves()
    {
        Train("run", "--epochs", "2");
        var good = Directory.GetFiles(Path.Combine(Run, "checkpoints"), "checkpoint-*").Single();
        File.WriteAllText(Path.Combine(Run, "checkpoints", "checkpoint-999.safetensors"), "nothing");
        var longer = Resume("--epochs", "3");
        Assert.True(longer.Exit == 0, longer.ToString());
        Assert.Contains("checkpoint-999.safetensors' is no checkpoint that can be used", longer.Error);
        Assert.Contains($"Going on from '{good}'", longer.Error);
        Train("whole", "--epochs", "3");
        RunFiles.Equal(_folder.In("whole"), Run);
    }

    [Theory]
    [InlineData("dropout: 0.2", "dropout: 0.3", "is of another model. It has")]
    [InlineData("batchSize: 32", "batchSize: 16", "BatchSize was 32, now it is 16")]
    [InlineData("seed: 5", "seed: 6", "Seed was 5, now it is 6")]
    [InlineData("dense: 8, batchNorm", "dense: 9, batchNorm", "are of another model")]
    [InlineData("split: { column: part }", "split: { validation: 0.2, test: 0.2 }", "learned from other data")]
    public void A_spec_that_was_changed_meanwhile_is_told(string before, string after, string expected)
    {
        Train("run", "--epochs", "1");
        var kept = Path.Combine(Run, "spec.run.fusion.yaml");
        File.WriteAllText(kept, File.ReadAllText(kept).Replace(before, after));
        var changed = File.ReadAllText(kept);
        Assert.Contains(after, changed);
        var rest = Resume("--epochs", "2");
        Assert.Equal(1, rest.Exit);
        Assert.Contains(expected, rest.Error);
        Assert.DoesNotContain("   at ", rest.Error);
        Assert.Equal(changed, File.ReadAllText(kept));
    }

    [Fact]
    public void Data_that_were_changed_meanwhile_are_told()
    {
        Train("run", "--epochs", "1");
        var lines = File.ReadAllLines(_folder.In("rows.csv"));
        lines[21] = lines[21].Replace("r20,", "r20,9");   // Row 20 is one of the training.
        File.WriteAllLines(_folder.In("rows.csv"), lines);
        var rest = Resume("--epochs", "2");
        Assert.Equal(1, rest.Exit);
        Assert.Contains("learned from other data. Different are: Numbers (", rest.Error);
    }

    [Theory]
    [InlineData("--seed 3", "--seed 3 cannot be given with --resume: it would not be the same run")]
    [InlineData("--set train.batchSize=8", "--set train.batchSize=8 cannot be given with --resume")]
    [InlineData("--out elsewhere", "--out cannot be given with --resume")]
    [InlineData("--force", "--force cannot be given with --resume")]
    [InlineData("toy.fusion.yaml", "SPEC cannot be given with --resume")]
    public void What_would_make_another_run_of_it_is_refused(string more, string expected)
    {
        var run = ToolRun.Of(["train", "--resume", "run", .. more.Split(' ')]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public void Without_a_spec_or_a_run_there_is_nothing_to_train()
    {
        var nothing = ToolRun.Of("train");
        Assert.Equal(2, nothing.Exit);
        Assert.Contains("expected a SPEC to train, or --resume RUN", nothing.Error);
        var absent = Resume();
        Assert.Equal(1, absent.Exit);
        Assert.Contains($"There is no run {Run}", absent.Error);
        Directory.CreateDirectory(Run);
        Assert.Contains("it has no spec.run.fusion.yaml", Resume().Error);
    }

    [Fact]
    public void A_folder_that_another_process_trains_in_is_left_alone()
    {
        Train("run", "--epochs", "1");
        var before = RunFiles.Of(Run);
        using (FolderLock.Take(Run, Path.Combine("checkpoints", ".run")))
            foreach (var other in new[] { Resume("--epochs", "2"), ToolRun.Of("train", _spec, "--out", Run, "--force") })
            {
                Assert.Equal(1, other.Exit);
                Assert.Contains($"Another run is writing into '{Run}'", other.Error);
            }
        Assert.Equal(before, RunFiles.Of(Run));
        Assert.Equal(0, Resume("--epochs", "2").Exit);
    }
}
