using System.Text.Json.Nodes;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Cli.Tests.Runs;

public sealed class MetricsFileTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 5, BatchSize = 8, Optimizer = new AdamOptions(1e-3), Seed = 9 };

    private static JsonNode Written(Evaluation? test)
    {
        var learned = new Reports.Scores(0.1, Reports.Classifier("Kind", new long[,] { { 2, 0 }, { 0, 4 } }));
        var outcome = Reports.Outcome(learned, learned, test, Reports.Epoch(1, 5, learned), Reports.Epoch(2, 5, learned));
        return JsonNode.Parse(MetricsFile.Text(new(Reports.Model, Options, outcome, "../net.fusion.yaml", ["a note"])))!;
    }

    [Fact]
    public void A_number_is_found_by_its_path()
    {
        var root = Written(new Reports.Scores(0.75, Reports.Classifier("Kind", new long[,] { { 1, 2 }, { 0, 1 } }, loss: 0.5)));
        Assert.Equal("Net", (string)root["model"]!);
        Assert.Equal(9ul, (ulong)root["seed"]!);
        Assert.Equal(2, (int)root["epochs"]!);
        Assert.Equal((8, "adam", 1e-3), ((int)root["batchSize"]!, (string)root["optimizer"]!, (double)root["learningRate"]!));
        Assert.Equal(2, (int)root["bestEpoch"]!);
        Assert.Equal("allEpochs", (string)root["stopped"]!);
        Assert.Equal(1, (int)root["threads"]!);
        Assert.Equal(42, (int)root["parameters"]!);
        Assert.Equal("a note", (string)root["notes"]![0]!);
        Assert.Equal((6, 4, 4, 3),
            ((int)root["rows"]!["train"]!, (int)root["rows"]!["validation"]!, (int)root["rows"]!["test"]!, (int)root["rows"]!["leftOut"]!));
        Assert.Equal(0.75, (double)root["test"]!["loss"]!);
        Assert.Equal(0.5, (double)root["test"]!["Kind"]!["loss"]!);
        Assert.Equal(0.5, (double)root["test"]!["Kind"]!["accuracy"]!);
        // F1 of A is 2·1 / (1 + 3), of B 2·1 / (3 + 1).
        Assert.Equal(0.5, (double)root["test"]!["Kind"]!["macroF1"]!);
        Assert.Equal(1.0, (double)root["validation"]!["Kind"]!["accuracy"]!);
        Assert.Equal(1.0 / 3, (double)root["test"]!["Kind"]!["perClass"]!["B"]!["precision"]!);
        // Most of what was learned is B; of the 4 test rows 1 is B.
        Assert.Equal(0.25, (double)root["test"]!["Kind"]!["majorityAccuracy"]!);
    }

    [Fact]
    public void What_is_no_number_is_null_and_an_empty_part_too()
    {
        Assert.Null(Written(test: null)["test"]);
        var root = Written(new Reports.Scores(double.NaN, Reports.Classifier("Kind", new long[,] { { 0, 0 }, { 0, 0 } })));
        Assert.Null(root["test"]!["loss"]);
        Assert.Null(root["test"]!["Kind"]!["accuracy"]);
        Assert.Null(root["test"]!["Kind"]!["majorityAccuracy"]);
    }

    [Fact]
    public void It_replaces_a_file_as_a_whole()
    {
        using var folder = new Folder();
        var path = folder.Write("metrics.json", new string('x', 100_000));
        AtomicFile.WriteText(path, "{}");
        Assert.Equal("{}", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }
}
