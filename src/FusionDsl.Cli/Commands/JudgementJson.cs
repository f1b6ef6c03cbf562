using System.Text.Json.Nodes;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Cli.Models;
using FusionDsl.Models;
using FusionDsl.Training;

namespace FusionDsl.Cli.Commands;

/// <summary>Tests under several conditions as JSON for machines.</summary>
internal static class JudgementJson
{
    /// <summary>The text of the file of <c>fusion evaluate --json</c>.</summary>
    public static string Of(string run, ModelDescription model, Judgement judgement, ulong seed) => new JsonObject
    {
        ["run"] = run,
        ["model"] = model.Name,
        ["rows"] = judgement.Rows,
        ["seed"] = seed,
        ["conditions"] = Conditions(judgement),
    }.ToJsonString(ReadableJson.Options);

    /// <summary>A list with what was disturbed and the scores; the first one is intact.</summary>
    public static JsonArray Conditions(Judgement judgement) => new([.. judgement.Scores.Select(one => (JsonNode)new JsonObject
    {
        ["disturbed"] = new JsonArray([.. one.Condition.Disturbances.Select(disturbance => (JsonNode)Json(disturbance))]),
        ["scores"] = Scores(one.Scores),
    })]);

    /// <summary><c>{ "loss": …, "Head": { "loss": …, "accuracy": … } }</c>; null for a number that is none.</summary>
    public static JsonObject Scores(Evaluation evaluation)
    {
        var scores = new JsonObject { ["loss"] = Number(evaluation.Loss) };
        foreach (var head in evaluation.Heads)
        {
            var one = new JsonObject { ["loss"] = Number(head.Loss) };
            foreach (var (name, value) in head.Metrics) one[name] = Number(value);
            scores[head.Head] = one;
        }
        return scores;
    }

    private static JsonObject Json(Disturbance disturbance)
    {
        var json = new JsonObject { ["modality"] = disturbance.Modality, ["kind"] = disturbance.Kind };
        if (disturbance is Noised noised) json["sigma"] = noised.Sigma;
        return json;
    }

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
