using System.Text.Json.Nodes;
using FusionDsl.Architecture;
using static FusionDsl.Cli.Schemas.SpecSchema;

namespace FusionDsl.Cli.Schemas;

/// <summary>Nodes as JSON schema: each kind is a form of its own, told apart by its key.</summary>
internal static class NodeSchema
{
    public static JsonObject Modality(ModalityKind kind)
    {
        var schema = KeywordSchema.Map(
            [
                Entry(kind.Key, KeywordSchema.Kind(kind)), .. KeywordSchema.Parameters(kind),
                .. Catalogue.Preparations.Select(preparation => Entry(
                    preparation.Key, preparation.Parameters.Count == 0 ? KeywordSchema.Switch(preparation) : KeywordSchema.Call(preparation))),
            ], kind.Key);
        schema["allOf"] = new JsonArray(
            [.. kind.Parameters.Where(parameter => parameter.Required).Select(parameter => KeywordSchema.Given(kind, parameter))]);
        return Titled(kind, schema);
    }

    public static JsonObject Encoder(Keyword kind) => Titled(kind, KeywordSchema.Map(
        [Entry(kind.Key, One(kind)), .. KeywordSchema.Parameters(kind), .. Network()], [kind.Key, .. KeywordSchema.Required(kind)]));

    public static JsonObject Fusion(OperatorKind kind)
    {
        List<KeyValuePair<string, JsonNode?>> properties = [Entry(kind.Key, kind.Role is null ? Several(kind, kind.IsPair) : One(kind))];
        if (kind.Role is { } role) properties.Add(Entry(role, Described("The second node, which plays another part than the first.", Reference("name"))));
        properties.AddRange(KeywordSchema.Parameters(kind));
        properties.Add(Entry(SettingKind.Independent.Key, KeywordSchema.Switch(SettingKind.Independent)));
        properties.AddRange(Network());
        string[] roles = kind.Role is null ? [] : [kind.Role];
        return Titled(kind, KeywordSchema.Map(properties, [kind.Key, .. roles, .. KeywordSchema.Required(kind)]));
    }

    public static JsonObject Head(HeadKind kind)
    {
        List<KeyValuePair<string, JsonNode?>> properties = [Entry(kind.Key, One(kind))];
        string[] classes = [];
        if (kind == HeadKind.Classifier)
        {
            classes = ["enum", "classes"];
            properties.Add(Entry("enum", Described("Name of the enum that is generated for the classes.", Reference("name"))));
            properties.Add(Entry("classes", Described("The classes, in the order of the logits.", Array(Reference("member"), 2))));
            properties.Add(Entry(SettingKind.ClassWeight.Key, Described(SettingKind.ClassWeight.Summary, new()
            {
                ["type"] = "object", ["minProperties"] = 1, ["propertyNames"] = Reference("member"),
                ["additionalProperties"] = ParameterSchema.Of(SettingKind.ClassWeight.Find("weight")!),
            })));
        }
        properties.AddRange(KeywordSchema.Parameters(kind));
        properties.AddRange(Network());
        return Titled(kind, KeywordSchema.Map(properties, [kind.Key, .. classes, .. KeywordSchema.Required(kind)]));
    }

    public static JsonObject Decision(DecisionKind kind) => Titled(kind, KeywordSchema.Map(
        [Entry(kind.Key, Several(kind, isPair: false)), .. KeywordSchema.Parameters(kind)], [kind.Key, .. KeywordSchema.Required(kind)]));

    /// <summary>Layers in order: a name alone, or a name with its parameters.</summary>
    public static JsonObject Layers()
    {
        var named = Catalogue.Layers.Where(layer => !KeywordSchema.Required(layer).Any()).Select(layer => layer.Key);
        var called = KeywordSchema.Map(Catalogue.Layers.Select(layer => Entry(layer.Key, KeywordSchema.Call(layer))));
        (called["minProperties"], called["maxProperties"]) = (1, 1);
        return new()
        {
            ["description"] = "Layers in reading order: 'relu', 'dense: 12', 'conv1d: { channels: 32, kernel: 4 }'.",
            ["type"] = "array",
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = KeywordSchema.Strings(named) }, called) },
        };
    }

    // What encoders, fusions and heads have in common.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Network() =>
    [
        Entry("layers", Reference("layers")), .. Catalogue.NodeSettings.Select(setting => Entry(setting.Key, KeywordSchema.Call(setting))),
    ];

    private static JsonObject One(Keyword kind) => Described(kind.Summary, Reference("name"));

    private static JsonObject Several(Keyword kind, bool isPair)
    {
        var list = Array(Reference("name"), 2);
        if (isPair) list["maxItems"] = 2;
        return Described(kind.Summary, list);
    }

    private static JsonObject Array(JsonObject items, int atLeast) =>
        new() { ["type"] = "array", ["items"] = items, ["minItems"] = atLeast, ["uniqueItems"] = true };

    private static JsonObject Titled(Keyword kind, JsonObject schema)
    {
        schema.Insert(0, "title", kind.Name);
        return schema;
    }
}
