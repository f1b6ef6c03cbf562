using System.Text.Json.Nodes;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Schemas;

/// <summary>Keywords as JSON schema, in the forms in which a spec may write them.</summary>
internal static class KeywordSchema
{
    /// <summary>A map that takes these keys and no other.</summary>
    public static JsonObject Map(IEnumerable<KeyValuePair<string, JsonNode?>> properties, params IEnumerable<string> required)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(properties) };
        var keys = Strings(required);
        if (keys.Count > 0) schema["required"] = keys;
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>The parameters of a keyword, by name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Parameters(Keyword keyword) =>
        keyword.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)ParameterSchema.Of(parameter)));

    /// <summary>The parameters that have to be given.</summary>
    public static IEnumerable<string> Required(Keyword keyword) =>
        keyword.Parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name);

    /// <summary>A keyword with its arguments: <c>dense: 12</c>, <c>conv1d: { channels: 256, kernel: 16 }</c>, <c>cosineSchedule:</c>.</summary>
    public static JsonObject Call(Keyword keyword)
    {
        var forms = new JsonArray();
        if (keyword.Parameters.Count > 0 && keyword.Parameters.Skip(1).All(parameter => !parameter.Required))
            forms.Add(ParameterSchema.Of(keyword.Parameters[0]));
        forms.Add(Map(Parameters(keyword), Required(keyword)));
        if (!Required(keyword).Any()) forms.Add(new JsonObject { ["type"] = "null" });
        return new() { ["description"] = keyword.Summary, ["anyOf"] = forms };
    }

    /// <summary>A keyword without parameters that is there or not: <c>standardize: true</c>.</summary>
    public static JsonObject Switch(Keyword keyword) =>
        new() { ["description"] = keyword.Summary, ["type"] = "boolean", ["default"] = false };

    /// <summary>What says the kind of a modality: its parameters stand in a map below it, or beside it.</summary>
    public static JsonObject Kind(Keyword keyword) => new()
    {
        ["description"] = keyword.Summary,
        ["anyOf"] = new JsonArray(
            ParameterSchema.Of(keyword.Parameters[0]), Map(Parameters(keyword)), new JsonObject { ["type"] = "null" }),
    };

    /// <summary>That a parameter is given, wherever: in the short form, in the map, or beside it.</summary>
    public static JsonObject Given(Keyword keyword, Parameter parameter)
    {
        var ways = new JsonArray();
        if (parameter == keyword.Parameters[0]) ways.Add(At(keyword, new() { ["type"] = ParameterSchema.TypeOf(parameter) }));
        ways.Add(At(keyword, new() { ["type"] = "object", ["required"] = Strings([parameter.Name]) }));
        ways.Add(new JsonObject { ["required"] = Strings([parameter.Name]) });
        return new() { ["anyOf"] = ways };
    }

    public static JsonArray Strings(IEnumerable<string> strings) => new([.. strings.Select(text => (JsonNode)text)]);

    private static JsonObject At(Keyword keyword, JsonObject value) => new() { ["properties"] = new JsonObject { [keyword.Key] = value } };
}
