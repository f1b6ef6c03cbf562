using System.Text.Json.Nodes;
using FusionDsl.Cli.Correlations;

namespace FusionDsl.Cli.Commands;

/// <summary>What modalities have in common, for machines.</summary>
internal static class CorrelationJson
{
    /// <summary>The text of <c>correlation.json</c>.</summary>
    public static string Of(string model, CorrelationTable table, FusionTree tree, ulong seed) => new JsonObject
    {
        ["model"] = model,
        ["trainingRows"] = table.TrainingRows,
        ["completeRows"] = table.Complete,
        ["rows"] = table.Rows,
        ["seed"] = seed,
        ["modalities"] = new JsonArray([.. table.Modalities.Select(one => (JsonNode)new JsonObject
        {
            ["name"] = one.Name, ["features"] = one.Features, ["components"] = one.Components,
        })]),
        ["pairs"] = new JsonArray([.. table.Pairs.Select(pair => (JsonNode)new JsonObject
        {
            ["first"] = pair.First, ["second"] = pair.Second,
            ["cka"] = Number(pair.Cka.Value), ["ckaByChance"] = Number(pair.Cka.Chance), ["debiasedCka"] = Number(pair.DebiasedCka),
            ["cca"] = Number(pair.Cca.Value), ["ccaByChance"] = Number(pair.Cca.Chance),
        })]),
        ["tree"] = Tree(tree),
    }.ToJsonString(ReadableJson.Options);

    private static JsonNode Tree(FusionTree tree) => tree is FusionTree.Merge merge
        ? new JsonObject { ["likeness"] = Number(merge.Likeness), ["merged"] = new JsonArray(Tree(merge.First), Tree(merge.Second)) }
        : JsonValue.Create(tree.Modalities[0]);

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
