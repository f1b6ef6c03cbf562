using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary>A spec with decisions: they stand beside the heads wherever a run tells something.</summary>
public sealed class DecisionTests : IDisposable
{
    private static readonly string Spec = Toy.Spec
        .Replace(
            "  Level: { classify: Joint, enum: Levels, classes: [Low, Mid, High] }\n",
            "  ByWords: { classify: WordCnn, enum: Levels, classes: [Low, Mid, High] }\n"
            + "  ByNumbers: { classify: NumberMlp, enum: Levels, classes: [Low, Mid, High] }\n")
        .Replace("train: {", "decisions:\n  Level: { weighted: [ByWords, ByNumbers] }\n  Stacked: { stacking: [ByWords, ByNumbers], folds: 2 }\n\ntrain: { threads: 1,")
        .Replace("    Level: { file: rows.csv, column: level }\n",
            "    ByWords: { file: rows.csv, column: level }\n    ByNumbers: { file: rows.csv, column: level }\n");

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_scores_draws_and_predicts_decisions()
    {
        var run = ToolRun.Of("train", Toy.Write(_folder, Spec), "--out", _folder.In("run"), "--epochs", "20");
        Assert.True(run.Exit == 0, run.ToString());
        var test = JsonNode.Parse(File.ReadAllText(_folder.In("run", "metrics.json")))!["test"]!;
        foreach (var decision in new[] { "Level", "Stacked" })
        {
            Assert.InRange((double)test[decision]!["accuracy"]!, 0.5, 1);
            Assert.InRange((double)test[decision]!["macroF1"]!, 0.3, 1);
            Assert.True((double)test[decision]!["loss"]! > 0);
            Assert.NotNull(test[decision]!["majorityAccuracy"]);
            Assert.NotNull(test[decision]!["perClass"]!["Mid"]);
            Assert.True(File.Exists(_folder.In("run", $"confusion-{decision}.png")));
            Assert.Contains(decision, run.Out);
        }
        Assert.Equal(
            (double)test["ByWords"]!["loss"]! + (double)test["ByNumbers"]!["loss"]! + (double)test["Size"]!["loss"]!, (double)test["loss"]!, 1e-9);
        Assert.Contains("validation.Level.accuracy", File.ReadLines(_folder.In("run", "history.csv")).First());

        const string rows = "id,x0,x1,x2,x3,words\nfirst,0.1,0.2,0.1,0.3,0 1 2 0 1 2\n";
        var predicted = ToolRun.Of("predict", _folder.In("run"), _folder.Write("new.csv", rows), "--json");
        Assert.True(predicted.Exit == 0, predicted.ToString());
        var heads = JsonNode.Parse(predicted.Out)![0]!["rows"]![0]!["heads"]!;
        Assert.Equal("Low", (string)heads["Level"]!["class"]!);
        Assert.Equal(1, heads["Level"]!["probabilities"]!.AsObject().Sum(pair => (double)pair.Value!), 1e-5);
        // A weighted mean lies between what it is the mean of.
        double[] low = [.. new[] { "ByWords", "Level", "ByNumbers" }.Select(head => (double)heads[head]!["probabilities"]!["Low"]!)];
        Assert.InRange(low[1], Math.Min(low[0], low[2]) - 1e-6, Math.Max(low[0], low[2]) + 1e-6);
    }

    [Fact]
    public void A_run_made_longer_has_the_decisions_of_one_that_was_as_long_from_the_beginning()
    {
        var spec = Toy.Write(_folder, Spec);
        Assert.Equal(0, ToolRun.Of("train", spec, "--out", _folder.In("long"), "--epochs", "4").Exit);
        Assert.Equal(0, ToolRun.Of("train", spec, "--out", _folder.In("run"), "--epochs", "2").Exit);
        var longer = ToolRun.Of("train", "--resume", _folder.In("run"), "--epochs", "4");
        Assert.True(longer.Exit == 0, longer.ToString());
        Assert.Equal(File.ReadAllBytes(_folder.In("long", "model.safetensors")), File.ReadAllBytes(_folder.In("run", "model.safetensors")));
    }

    [Fact]
    public void Two_label_columns_ask_which_is_true()
    {
        var run = ToolRun.Of("check", Toy.Write(_folder, Spec.Replace("ByNumbers: { file: rows.csv, column: level }", "ByNumbers: { file: rows.csv, column: other }")));
        Assert.Contains("error FUS4045: The heads of 'Level' learn from several label columns (rows.csv: level; rows.csv: other)", run.Out + run.Error);
    }
}
