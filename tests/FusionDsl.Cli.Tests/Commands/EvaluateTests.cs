using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class EvaluateTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    private JsonNode Evaluated(params string[] more)
    {
        var file = trained.Folder.In("evaluation.json");
        var run = ToolRun.Of(["evaluate", trained.Run, "--json", file, .. more]);
        Assert.True(run.Exit == 0, run.ToString());
        return JsonNode.Parse(File.ReadAllText(file))!;
    }

    private static double Accuracy(JsonNode evaluation, int condition) =>
        (double)evaluation["conditions"]![condition]!["scores"]!["Level"]!["accuracy"]!;

    private static string Names(JsonNode condition) => string.Join(", ", condition["disturbed"]!.AsArray()
        .Select(one => $"{one!["modality"]} {one["kind"]}{(one["sigma"] is { } sigma ? $" {sigma}" : "")}"));

    [Fact]
    public void The_intact_scores_are_those_that_training_wrote()
    {
        var metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(trained.Run, "metrics.json")))!;
        var evaluation = Evaluated();
        var intact = evaluation["conditions"]![0]!;
        Assert.Empty(intact["disturbed"]!.AsArray());
        Assert.Equal((int)metrics["rows"]!["test"]!, (int)evaluation["rows"]!);
        Assert.Equal((double)metrics["test"]!["Level"]!["accuracy"]!, Accuracy(evaluation, 0));
        Assert.Equal((double)metrics["test"]!["loss"]!, (double)intact["scores"]!["loss"]!, 1e-5);
        Assert.Equal((double)metrics["test"]!["Size"]!["r2"]!, (double)intact["scores"]!["Size"]!["r2"]!, 1e-5);
    }

    [Fact]
    public void Without_options_each_modality_is_removed_zeroed_where_that_differs_and_noised()
    {
        var conditions = Evaluated()["conditions"]!.AsArray();
        Assert.Equal(
            ["", "Numbers removed", "Numbers zeroed", "Numbers noised 1", "Words removed", "Words noised 1"], conditions.Select(one => Names(one!)));
        Assert.All(conditions.Skip(1), one => Assert.NotEqual((double)conditions[0]!["scores"]!["loss"]!, (double)one!["scores"]!["loss"]!));
    }

    [Fact]
    public void The_table_tells_the_differences_and_what_its_words_mean()
    {
        var run = ToolRun.Of("evaluate", trained.Run);
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Matches(@"Level +accuracy +macroF1 +loss", run.Out);
        Assert.Matches(@"Size +mae +rmse +r2 +loss", run.Out);
        Assert.Matches(@"intact +\d\.\d{3} +\d\.\d{3} +\d\.\d{3} ", run.Out);
        Assert.Matches(@"Words noised σ=1 +\d\.\d{3} \([−+]\d\.\d{3}\)", run.Out);
        foreach (var word in new[] { "removed", "zeroed", "noised", "noised tokens" }) Assert.Contains($"Note: {word}: ", run.Out);
    }

    [Fact]
    public void Chosen_disturbances_happen_together()
    {
        var both = Evaluated("--drop", "Words", "--noise", "Numbers=2.5");
        Assert.Equal(["", "Words removed, Numbers noised 2.5"], both["conditions"]!.AsArray().Select(one => Names(one!)));
        // With nothing left to go by, it is worse than with one modality broken.
        var one = Evaluated("--drop", "Words", "--drop", "Numbers");
        Assert.True(Accuracy(one, 1) < Accuracy(one, 0), one.ToJsonString());
        Assert.InRange(Accuracy(one, 1), 0.1, 0.6);
    }

    [Fact]
    public void The_seed_decides_the_noise()
    {
        Assert.Equal(Evaluated("--seed", "3").ToJsonString(), Evaluated("--seed", "3").ToJsonString());
        Assert.NotEqual(Loss("3"), Loss("4"));

        double Loss(string seed) => (double)Evaluated("--noise", "Numbers=1", "--seed", seed)["conditions"]![1]!["scores"]!["loss"]!;
    }

    [Theory]
    [InlineData(1, "error: --drop Wrods: the model has no such modality. Did you mean 'Words'? It has: Numbers, Words.", "--drop", "Wrods")]
    [InlineData(1, "error: --noise Size: the model has no such modality. It has: Numbers, Words.", "--noise", "Size=1")]
    [InlineData(1, "error: --noise Words=1.5: 'Words' is tokens, each of which is replaced with this probability; expected at most 1.", "--noise", "Words=1.5")]
    [InlineData(2, "error: --noise Numbers: expected MODALITY=SIGMA, like --noise Sound=0.5", "--noise", "Numbers")]
    [InlineData(2, "error: --noise Numbers=-1: expected a number above 0 for SIGMA, found '-1'", "--noise", "Numbers=-1")]
    [InlineData(2, "error: --noise Numbers=0: expected a number above 0 for SIGMA, found '0'", "--noise", "Numbers=0")]
    [InlineData(2, "error: --noise Numbers=NaN: expected a number above 0 for SIGMA, found 'NaN'", "--noise", "Numbers=NaN")]
    [InlineData(2, "error: 'Words' is named twice in --drop and --noise; give it once", "--drop", "Words", "--noise", "Words=1")]
    [InlineData(2, "error: --json: there is no folder /nowhere", "--json", "/nowhere/x.json")]
    public void A_mistake_is_one_message(int exit, string expected, params string[] options)
    {
        var run = ToolRun.Of(["evaluate", trained.Run, .. options]);
        Assert.Equal((exit, ""), (run.Exit, run.Out));
        Assert.StartsWith(expected + "\n", run.Error);
    }

    [Fact]
    public void A_split_without_test_rows_says_what_can_be_done()
    {
        var spec = Toy.Write(trained.Folder, Toy.Spec.Replace("split: { column: part }", "split: { test: 0, seed: 3 }"));
        Assert.Equal(0, ToolRun.Of("train", spec, "--out", trained.Folder.In("untested"), "--epochs", "1").Exit);
        var run = ToolRun.Of("evaluate", trained.Folder.In("untested"));
        Assert.Equal((1, "error: The split leaves no rows for the test. Set data.split.test, or give rows the part 'test'.\n"), (run.Exit, run.Error));
    }

    [Fact]
    public void A_model_that_was_made_for_absence_is_tested_with_its_tokens()
    {
        var spec = Toy.Write(trained.Folder, Toy.Spec.Replace("standardize: true }", "standardize: true, optional: true }"));
        var run = trained.Folder.In("optional");
        Assert.Equal(0, ToolRun.Of("train", spec, "--out", run, "--epochs", "2").Exit);
        Assert.Equal(0, ToolRun.Of("evaluate", run, "--drop", "Numbers", "--json", trained.Folder.In("dropped.json")).Exit);

        // The same rows without the cells.
        var lines = File.ReadAllLines(trained.Folder.In("rows.csv"));
        trained.Folder.Write("empty.csv", string.Join('\n', lines.Select(line => line.EndsWith(",test", StringComparison.Ordinal)
            ? string.Join(',', line.Split(',').Select((cell, column) => column is >= 1 and <= 4 ? "" : cell)) : line)) + "\n");
        var kept = Path.Combine(run, "spec.run.fusion.yaml");
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("rows.csv", "empty.csv"));
        Assert.Equal(0, ToolRun.Of("evaluate", run, "--json", trained.Folder.In("empty.json")).Exit);

        var dropped = JsonNode.Parse(File.ReadAllText(trained.Folder.In("dropped.json")))!["conditions"]![1]!["scores"]!;
        var empty = JsonNode.Parse(File.ReadAllText(trained.Folder.In("empty.json")))!["conditions"]![0]!["scores"]!;
        Assert.Equal((double)dropped["Level"]!["accuracy"]!, (double)empty["Level"]!["accuracy"]!);
        Assert.Equal((double)dropped["loss"]!, (double)empty["loss"]!, 1e-6);
    }
}
