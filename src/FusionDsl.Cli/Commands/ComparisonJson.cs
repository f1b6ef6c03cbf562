using System.Text.Json;
using System.Text.Json.Nodes;
using FusionDsl.Cli.Comparisons;

namespace FusionDsl.Cli.Commands;

/// <summary>How variants compare, for machines, with every number of every seed.</summary>
internal static class ComparisonJson
{
    /// <summary>The text of <c>comparison.json</c>.</summary>
    public static string Of(
        string model, string spec, IReadOnlyList<Standing> standings, ComparisonResult result, int seeds) => new JsonObject
    {
        ["model"] = model,
        ["spec"] = spec,
        ["seeds"] = seeds,
        ["level"] = PairedTest.Level,
        ["heads"] = new JsonObject(standings.Select(standing => new KeyValuePair<string, JsonNode?>(standing.Head, Head(standing)))),
        ["variants"] = new JsonObject(result.Finished.Select(one => new KeyValuePair<string, JsonNode?>(
            one.Variant.Name, new JsonArray([.. one.Seeds.Select(seed => (JsonNode)Seed(seed))])))),
        ["leftOut"] = new JsonObject(result.Left.Select(one => new KeyValuePair<string, JsonNode?>(one.Name, one.Reason))),
    }.ToJsonString(ReadableJson.Options);

    private static JsonObject Head(Standing standing) => new()
    {
        ["metric"] = standing.Metric,
        ["majorityAccuracy"] = Number(standing.Majority ?? double.NaN),
        ["variants"] = new JsonObject(standing.Rows.Select(row => new KeyValuePair<string, JsonNode?>(row.Variant, Row(row, standing)))),
    };

    private static JsonObject Row(StandingRow row, Standing standing)
    {
        var json = new JsonObject();
        foreach (var (metric, values) in new[] { (standing.Metric, row.Values), (standing.Second, row.SecondValues) })
        {
            var (mean, deviation) = PairedTest.Moments(values);
            json[metric] = new JsonObject { ["mean"] = Number(mean), ["deviation"] = Number(deviation), ["bySeed"] = Numbers(values) };
        }
        json["difference"] = Number(row.Difference);
        json["probability"] = Number(row.Probability);
        json["rank"] = JsonNamingPolicy.CamelCase.ConvertName(row.Rank.ToString());
        json["parameters"] = row.Parameters;
        json["seconds"] = Numbers(row.Seconds);
        return json;
    }

    private static JsonObject Seed(SeedResult result) => new()
    {
        ["seed"] = result.Seed,
        ["epochs"] = result.Epochs,
        ["bestEpoch"] = result.BestEpoch,
        ["seconds"] = Math.Round(result.Seconds, 3),
        ["parameters"] = result.Parameters,
        ["testRows"] = result.TestRows,
        ["conditions"] = new JsonArray([.. result.Conditions.Select(condition => (JsonNode)new JsonObject
        {
            ["modality"] = condition.Modality,
            ["kind"] = condition.Kind,
            ["heads"] = new JsonObject(condition.Heads.Select(head => new KeyValuePair<string, JsonNode?>(head.Key, Metrics(head.Value)))),
        })]),
    };

    private static JsonObject Metrics(IReadOnlyDictionary<string, double> metrics) =>
        new(metrics.Select(metric => new KeyValuePair<string, JsonNode?>(metric.Key, Number(metric.Value))));

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    // JSON has no word for a number that is none.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
