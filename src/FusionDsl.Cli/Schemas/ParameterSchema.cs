using System.Text.Json.Nodes;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Schemas;

/// <summary>One parameter as JSON schema: type, bounds, default, and its summary for whoever hovers over it.</summary>
internal static class ParameterSchema
{
    public static JsonObject Of(Parameter parameter)
    {
        var schema = new JsonObject { ["description"] = parameter.Summary };
        switch (parameter.Kind)
        {
            case ParameterKind.Texts:
                schema["anyOf"] = new JsonArray(Text(), new JsonObject { ["type"] = "array", ["items"] = Text(), ["minItems"] = 1 });
                return schema;
            case ParameterKind.Text:
                foreach (var (key, value) in Text()) schema[key] = value?.DeepClone();
                break;
            case ParameterKind.Flag:
                schema["type"] = "boolean";
                break;
            default:
                schema["type"] = TypeOf(parameter);
                if (parameter.AtLeast is { } least) schema["minimum"] = least;
                if (parameter.Above is { } above) schema["exclusiveMinimum"] = above;
                if (parameter.AtMost is { } most) schema["maximum"] = most;
                if (parameter.Below is { } below) schema["exclusiveMaximum"] = below;
                break;
        }
        schema["default"] = parameter.Default switch { bool flag => flag, int number => number, double number => number, string text => text, _ => null };
        if (schema["default"] is null) schema.Remove("default");
        return schema;
    }

    /// <summary>The type of a value that is no list; it tells the short form of a keyword from the map.</summary>
    public static JsonNode TypeOf(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Integer => "integer",
        ParameterKind.Real => "number",
        ParameterKind.Flag => "boolean",
        _ => Text()["type"]!.DeepClone(),
    };

    // A name may look like a number: a column 5, a file 2024.
    private static JsonObject Text() => new() { ["type"] = new JsonArray("string", "number"), ["minLength"] = 1 };
}
