using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FusionDsl.Cli.Models;
using FusionDsl.Models;
using FusionDsl.Training;

namespace FusionDsl.Cli.Runs;

/// <summary><c>metrics.json</c>: all that is known of a run. A number is found by its path, like <c>test.Verdict.accuracy</c>.</summary>
internal static class MetricsFile
{
    private const string Loss = "loss";

    private static readonly JsonSerializerOptions SettingsOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes the file as a whole.</summary>
    public static void Write(string path, RunRecord run) => AtomicFile.WriteText(path, Text(run) + "\n");

    /// <summary>The text of the file.</summary>
    public static string Text(RunRecord run)
    {
        var outcome = run.Outcome;
        return new JsonObject
        {
            ["model"] = run.Model.Name,
            ["spec"] = run.Spec,
            ["seed"] = run.Options.Seed,
            ["epochs"] = outcome.Training.Epochs.Count,
            ["batchSize"] = run.Options.BatchSize,
            ["optimizer"] = Name(run.Options.Optimizer),
            ["learningRate"] = run.Options.Optimizer.LearningRate,
            ["schedule"] = Schedule(run.Options.Schedule),
            ["warmup"] = Settings(run.Options.Warmup),
            ["clipNorm"] = run.Options.ClipNorm,
            ["clipValue"] = run.Options.ClipValue,
            ["accumulate"] = run.Options.Accumulate,
            ["stages"] = Stages(outcome.Training),
            ["bestEpoch"] = outcome.Training.BestEpoch,
            ["stopped"] = JsonNamingPolicy.CamelCase.ConvertName(outcome.Training.Stopped.ToString()),
            ["seconds"] = Math.Round(outcome.Training.Epochs.Sum(epoch => epoch.Elapsed.TotalSeconds), 3),
            ["threads"] = outcome.Training.Threads,
            ["parameters"] = run.Model.ParameterCount,
            ["flopsPerSample"] = run.Model.FlopsPerSample,
            ["trainingBytesPerSample"] = run.Model.TrainingBytesPerSample,
            ["predictionBytesPerSample"] = run.Model.PredictionBytesPerSample,
            ["rows"] = new JsonObject
            {
                ["train"] = outcome.Train.Rows, ["validation"] = outcome.Validation.Rows,
                ["test"] = outcome.Test.Rows, ["leftOut"] = outcome.LeftOut,
            },
            ["notes"] = new JsonArray([.. run.Notes.Select(note => (JsonNode)note)]),
            ["train"] = Part(outcome.Train, outcome),
            ["validation"] = Part(outcome.Validation, outcome),
            ["test"] = Part(outcome.Test, outcome),
        }.ToJsonString(ReadableJson.Options);
    }

    // What became of each stage; null where there are none.
    private static JsonArray? Stages(TrainingResult training) => training.Epochs.All(epoch => epoch.Stage is null) ? null : new JsonArray(
    [
        .. from epoch in training.Epochs group epoch by epoch.Stage into stage select (JsonNode)new JsonObject
        {
            ["name"] = stage.Key, ["epochs"] = stage.Count(), ["bestEpoch"] = stage.Last(epoch => epoch.IsBest).Epoch,
            ["validationLoss"] = stage.Last(epoch => epoch.IsBest).Validation.Loss,
        },
    ]);

    /// <summary>Where the spec of a run came from, absolute; null if the file is absent or does not say.</summary>
    public static string? OriginOf(RunFolder run)
    {
        if (!File.Exists(run.Metrics)) return null;
        try
        {
            var spec = JsonNode.Parse(File.ReadAllText(run.Metrics))?["spec"]?.GetValue<string>();
            return spec is null ? null : Path.GetFullPath(spec, Path.GetFullPath(run.Path));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new FusionException($"{run.Metrics} is damaged: {error.Message}", error);
        }
    }

    /// <summary>How many epochs a run had that was not interrupted; null if the file is absent, or the run was.</summary>
    public static int? FinishedEpochs(RunFolder run)
    {
        if (!File.Exists(run.Metrics)) return null;
        try
        {
            var metrics = JsonNode.Parse(File.ReadAllText(run.Metrics));
            return metrics?["stopped"]?.GetValue<string>() is null or "cancelled" ? null : metrics["epochs"]?.GetValue<int>();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;   // The run goes on from its checkpoint, and the file is written anew.
        }
    }

    private static JsonObject? Part(ScoredPart part, Outcome outcome)
    {
        if (part.Scores is null) return null;
        // A head's name begins with a capital, so none takes the place of the sum.
        var scores = new JsonObject { [Loss] = Number(part.Scores.Loss) };
        foreach (var head in part.Scores.Heads)
        {
            var one = new JsonObject { [Loss] = Number(head.Loss) };
            foreach (var (name, value) in head.Metrics) one[name] = Number(value);
            if (Baseline.Of(head, outcome) is { } baseline) one["majorityAccuracy"] = Number(baseline);
            if (head is ClassificationScore classifier) one["perClass"] = PerClass(classifier);
            scores[head.Head] = one;
        }
        return scores;
    }

    private static JsonObject PerClass(ClassificationScore score)
    {
        var classes = new JsonObject();
        foreach (var one in score.PerClass)
        {
            classes[one.Class] = new JsonObject
            {
                ["precision"] = Number(one.Precision), ["recall"] = Number(one.Recall), ["f1"] = Number(one.F1), ["count"] = one.Count,
            };
        }
        return classes;
    }

    // As the spec has it.
    private static string Name(OptimizerOptions optimizer) => optimizer switch
    {
        AdamOptions => "adam",
        AdamWOptions => "adamW",
        SgdOptions => "sgd",
        _ => optimizer.GetType().Name,
    };

    // {"cosineSchedule": {"minimum": 0}}, as the spec has it; null where there is none.
    private static JsonObject? Schedule(ScheduleOptions? schedule)
    {
        if (schedule is null) return null;
        var word = schedule.GetType().Name.Replace("Options", "", StringComparison.Ordinal);
        return new() { [JsonNamingPolicy.CamelCase.ConvertName(word)] = Settings(schedule) };
    }

    // What is not given is left out.
    private static JsonNode? Settings(object? options) => JsonSerializer.SerializeToNode(options, SettingsOptions);

    // JSON has no word for a number that is none.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}

/// <summary>What <c>metrics.json</c> tells.</summary>
/// <param name="Spec">Where the spec came from, relative to the run's folder.</param>
/// <param name="Notes">What a reader of the numbers should know.</param>
internal sealed record RunRecord(
    ModelDescription Model, TrainingOptions Options, Outcome Outcome, string Spec, IReadOnlyList<string> Notes);
