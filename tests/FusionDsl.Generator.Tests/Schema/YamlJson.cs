using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FusionDsl.Generator.Tests;

/// <summary>YAML as the JSON that a schema sees, by the core schema of YAML 1.2, as editors read it.</summary>
internal static class YamlJson
{
    public static JsonNode? Of(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Read(parser);
    }

    private static JsonNode? Read(IParser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : scalar.Value;
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Read(parser));
            return list;
        }
        parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _)) map.Add(parser.Consume<Scalar>().Value, Read(parser));
        return map;
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
        _ when (char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => text,
    };
}
