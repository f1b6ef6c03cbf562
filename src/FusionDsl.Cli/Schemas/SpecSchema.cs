using System.Text.Json.Nodes;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Schemas;

/// <summary>
/// The JSON schema of <c>*.fusion.yaml</c>, made from the catalogue: editors complete, explain and check a spec by it. It knows keys, forms, types
/// and bounds; what depends on more than one place (shapes, wiring, two optimizers) is the generator's. Draft 7 is what editors know best.
/// </summary>
internal static class SpecSchema
{
    /// <summary>The schema as text, as it is checked in.</summary>
    public static string Text => Create().ToJsonString(ReadableJson.Options).ReplaceLineEndings("\n") + "\n";

    public static JsonObject Create()
    {
        var spec = KeywordSchema.Map(Sections(), "model");
        return new JsonObject(
        [
            Entry("$schema", "http://json-schema.org/draft-07/schema#"),
            Entry("title", "A multimodal model of FusionDsl"),
            Entry("description", "Modalities, the networks that read them, where they are joined, and what is learned. The order of keys carries no meaning."),
            .. spec.Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())),
            Entry("definitions", Definitions()),
        ]);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Sections() =>
    [
        Entry("model", Described("Class name of the model.", Reference("name"))),
        Entry("namespace", Described("Namespace of the generated code; without it that of the project.", Typed("string"))),
        Entry("access", Described("Who can see the model.", new() { ["enum"] = KeywordSchema.Strings(["public", "internal"]), ["default"] = "public" })),
        Entry("modalities", Described("What one sample carries, by name.", Named("modality"))),
        Entry("encoders", Described("Networks from one node to features, by name.", Named("encoder"))),
        Entry("fusions", Described("Where nodes become one, by name.", Named("fusion"))),
        Entry("heads", Described("What is learned, by name.", Named("head"))),
        Entry("decisions", Described("How several heads become one answer, by name.", Named("decision"))),
        Entry("train", Described("How it is learned.", TrainingSchema.Train())),
        Entry("data", Described(SettingKind.Data.Summary, TrainingSchema.Data())),
    ];

    private static JsonObject Definitions() => new(
    [
        Entry("name", new JsonObject
        {
            ["description"] = "A C# identifier that begins with a capital letter.", ["type"] = "string", ["maxLength"] = Names.MaximalLength,
            ["pattern"] = @"^\p{Lu}[\p{L}\p{Nd}_]*$",
        }),
        Entry("member", new JsonObject
        {
            ["description"] = "A C# identifier.", ["type"] = "string", ["maxLength"] = Names.MaximalLength, ["pattern"] = @"^[\p{L}_][\p{L}\p{Nd}_]*$",
        }),
        Entry("modality", OneOf(Catalogue.Modalities.Select(NodeSchema.Modality))),
        Entry("encoder", OneOf([NodeSchema.Encoder(Catalogue.Encoder), NodeSchema.Encoder(Catalogue.Autoencoder)])),
        Entry("fusion", OneOf(Catalogue.Operators.Select(NodeSchema.Fusion))),
        Entry("head", OneOf(Catalogue.Heads.Select(NodeSchema.Head))),
        Entry("decision", OneOf(Catalogue.Decisions.Select(NodeSchema.Decision))),
        Entry("layers", NodeSchema.Layers()),
        Entry("stage", TrainingSchema.Stage()),
        Entry("source", TrainingSchema.Source()),
    ]);

    public static KeyValuePair<string, JsonNode?> Entry(string key, JsonNode value) => KeyValuePair.Create(key, (JsonNode?)value);

    public static JsonObject Typed(string type) => new() { ["type"] = type };

    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <summary>A map whose keys are names of nodes.</summary>
    public static JsonObject Named(string definition) => new()
    {
        ["type"] = "object", ["propertyNames"] = Reference("name"), ["additionalProperties"] = Reference(definition),
    };

    /// <summary>With a description; beside a reference draft 7 would not see it.</summary>
    public static JsonObject Described(string description, JsonObject schema)
    {
        if (schema.ContainsKey("$ref")) schema = new() { ["allOf"] = new JsonArray(schema) };
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject OneOf(IEnumerable<JsonObject> schemas) => new() { ["oneOf"] = new JsonArray([.. schemas]) };
}
