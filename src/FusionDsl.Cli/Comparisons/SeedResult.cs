using System.Text.Json;
using System.Text.Json.Serialization;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Runs;
using FusionDsl.Training;

namespace FusionDsl.Cli.Comparisons;

/// <summary>What came of one training of a variant.</summary>
/// <param name="Epochs">How many it took.</param>
/// <param name="BestEpoch">Whose weights were tested.</param>
/// <param name="Seconds">How long its epochs took.</param>
/// <param name="Parameters">Numbers that training changes.</param>
/// <param name="TestRows">How many rows it was tested on.</param>
/// <param name="Majority">By classifier, the accuracy of always saying the class that is most frequent in the training rows.</param>
/// <param name="Conditions">Its tests, the first one with intact data.</param>
internal sealed record SeedResult(
    ulong Seed, int Epochs, int BestEpoch, double Seconds, long Parameters, int TestRows, IReadOnlyDictionary<string, double> Majority,
    IReadOnlyList<ConditionResult> Conditions)
{
    private static readonly JsonSerializerOptions Options = new(ReadableJson.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static SeedResult Of(ulong seed, IModel model, Outcome outcome, Judgement judgement) => new(
        seed, outcome.Training.Epochs.Count, outcome.Training.BestEpoch, outcome.Training.Epochs.Sum(epoch => epoch.Elapsed.TotalSeconds),
        model.Description.ParameterCount, judgement.Rows,
        outcome.Test.Scores!.Heads.Select(head => (head.Head, Value: Baseline.Of(head, outcome)))
            .Where(head => head.Value is not null).ToDictionary(head => head.Head, head => head.Value!.Value),
        [.. judgement.Scores.Select(one => ConditionResult.Of(one.Condition, one.Scores))]);

    /// <summary>Writes the file as a whole.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>Reads what <see cref="Write"/> wrote; null where there is no such file.</summary>
    /// <exception cref="FusionException">The file is damaged.</exception>
    public static SeedResult? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<SeedResult>(File.ReadAllText(path), Options) is { Conditions.Count: > 0 } result ? result
                : throw new JsonException("it holds no result");
        }
        catch (JsonException error)
        {
            throw new FusionException($"{path} is damaged: {error.Message} Delete it, and it is trained again.", error);
        }
    }
}

/// <summary>A test under one condition.</summary>
/// <param name="Modality">What is broken; null: nothing.</param>
/// <param name="Kind">How: removed, zeroed, noised; null: not at all.</param>
/// <param name="Heads">The metrics of every head and decision.</param>
internal sealed record ConditionResult(
    string? Modality, string? Kind, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Heads)
{
    public static ConditionResult Of(Condition condition, Evaluation scores)
    {
        var broken = condition.Disturbances.Count == 0 ? null : condition.Disturbances.Single();
        return new(broken?.Modality, broken?.Kind, scores.Heads.ToDictionary(head => head.Head, Metrics));

        static IReadOnlyDictionary<string, double> Metrics(HeadScore head) =>
            new Dictionary<string, double>(head.Metrics) { ["loss"] = head.Loss };
    }
}
