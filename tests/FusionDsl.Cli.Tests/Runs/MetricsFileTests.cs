using System.Text.Json.Nodes;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Cli.Tests.Runs;

public sealed class MetricsFileTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 5, BatchSize = 8, Optimizer = new AdamOptions(1e-3), Seed = 9 };

    private static JsonNode Written(Evaluation? test, TrainingOptions? options = null)
    {
        var learned = new Reports.Scores(0.1, Reports.Classifier("Kind", new long[,] { { 2, 0 }, { 0, 4 } }));
        var outcome = Reports.Outcome(learned, learned, test, Reports.Epoch(1, 5, learned), Reports.Epoch(2, 5, learned));
        return JsonNode.Parse(MetricsFile.Text(new(Reports.Model, options ?? Options, outcome, "../net.fusion.yaml", ["a note"])))!;
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
    public void Schedule_clipping_and_accumulation_are_told_as_the_spec_has_them()
    {
        static JsonNode Of(TrainingOptions options) => Written(test: null, options);

        var plain = Of(Options);
        Assert.Equal((null, null, null, null), (plain["schedule"], plain["warmup"], plain["clipNorm"], plain["clipValue"]));
        Assert.Equal(1, (int)plain["accumulate"]!);

        var clipped = Of(Options with { ClipNorm = 1.5, Accumulate = 4, Warmup = new(Epochs: 2), Schedule = new StepScheduleOptions(3, 0.5) });
        Assert.Equal((1.5, 4), ((double)clipped["clipNorm"]!, (int)clipped["accumulate"]!));
        Assert.Equal("""{"epochs":2}""", clipped["warmup"]!.ToJsonString());
        Assert.Equal("""{"stepSchedule":{"every":3,"factor":0.5}}""", clipped["schedule"]!.ToJsonString());

        var cycle = Of(Options with { ClipValue = 0.5, Schedule = new OneCycleScheduleOptions(0.5, Linear: true) });
        Assert.Equal(0.5, (double)cycle["clipValue"]!);
        Assert.Equal("""{"oneCycleSchedule":{"maximum":0.5,"rise":0.3,"finalFactor":0.0001,"linear":true}}""", cycle["schedule"]!.ToJsonString());
        Assert.Equal("""{"cosineSchedule":{"minimum":0}}""", Of(Options with { Schedule = new CosineScheduleOptions() })["schedule"]!.ToJsonString());
        Assert.Equal(
            """{"plateauSchedule":{"factor":0.1,"patience":5,"threshold":0.0001,"minimum":0}}""",
            Of(Options with { Schedule = new PlateauScheduleOptions() })["schedule"]!.ToJsonString());
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
