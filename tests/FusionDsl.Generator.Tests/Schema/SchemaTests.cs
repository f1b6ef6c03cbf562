using System.Globalization;
using System.Text.Json.Nodes;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>The schema for editors and the generator agree on what a spec may say.</summary>
public class SchemaTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(SpecSchemaFile.Specs, "*.fusion.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(SpecSchemaFile.Specs, file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Models => ParityTests.Models;

    [Theory, MemberData(nameof(Examples))]
    public void The_examples_are_valid(string example) => Valid(File.ReadAllText(Path.Combine(SpecSchemaFile.Specs, example)));

    [Theory, MemberData(nameof(Models))]
    public void The_models_of_the_tests_are_valid(string model) =>
        Valid((string)typeof(SchemaTests).Assembly.GetType($"FusionDsl.Generator.Tests.{model}")!.GetField("Yaml")!.GetRawConstantValue()!);

    [Fact]
    public void Random_models_are_valid() => Assert.All(RandomModelTests.Specs, Valid);

    [Fact]
    public void Every_word_with_every_parameter_is_valid() => Assert.All(Scenes.All, scene =>
    {
        Valid(scene.SpecText(scene.Given));
        foreach (var parameter in scene.Word.Parameters)
            Valid(scene.SpecText(new Dictionary<string, string>(scene.Given) { [parameter.Name] = Scenes.Other(scene, parameter) }));
    });

    [Fact]
    public void A_value_out_of_bounds_is_invalid_for_both() => Assert.All(Bounded(), wrong =>
    {
        var (spec, what) = wrong;
        Assert.True(SpecSchemaFile.Complaints(spec).Length > 0, $"The schema takes {what}.");
        Assert.Equal("FUS1008", Assert.Single(Generation.Quick(Generation.Spec(spec)).Diagnostics).Id);
    });

    [Fact]
    public void A_value_of_the_wrong_type_is_invalid_for_both() => Assert.All(Scenes.All.Where(scene => scene.Written is null), scene =>
    {
        foreach (var parameter in scene.Word.Parameters)
        {
            var wrong = parameter.Kind switch { ParameterKind.Flag => "yes", ParameterKind.Text or ParameterKind.Texts => "true", _ => "'3'" };
            var spec = scene.SpecText(new Dictionary<string, string>(scene.Given) { [parameter.Name] = wrong });
            Assert.True(SpecSchemaFile.Complaints(spec).Length > 0, $"The schema takes {parameter.Name} of {scene.Word.Name} as {wrong}.");
            Assert.Equal("FUS1007", Assert.Single(Generation.Quick(Generation.Spec(spec)).Diagnostics).Id);
        }
    });

    [Fact]
    public void An_unknown_parameter_is_invalid_for_both() => Assert.All(Scenes.All.Where(scene => scene.Written is null && scene.SpecText(new Dictionary<string, string> { ["nonsense"] = "1" }).Contains("nonsense")), scene =>
    {
        var spec = scene.SpecText(new Dictionary<string, string>(scene.Given) { ["nonsense"] = "1" });
        Assert.True(SpecSchemaFile.Complaints(spec).Length > 0, $"The schema takes anything on {scene.Word.Name}.");
        Assert.Contains(Assert.Single(Generation.Quick(Generation.Spec(spec)).Diagnostics).Id, new[] { "FUS1004", "FUS1005" });
    });

    [Fact]
    public void A_required_parameter_that_is_missing_is_invalid_for_both() => Assert.All(Scenes.All.Where(scene => scene.Written is null), scene =>
    {
        foreach (var parameter in scene.Word.Parameters.Where(parameter => parameter.Required))
        {
            var spec = scene.SpecText(scene.Given.Where(given => given.Key != parameter.Name).ToDictionary());
            Assert.True(SpecSchemaFile.Complaints(spec).Length > 0, $"The schema takes {scene.Word.Name} without {parameter.Name}.");
            Assert.Equal("FUS1006", Assert.Single(Generation.Quick(Generation.Spec(spec)).Diagnostics).Id);
        }
    });

    [Theory]
    [InlineData("modalities: { A: { vector: 3 } }")]                                                                    // no model
    [InlineData("model: Net\nlayers: []")]                                                                              // no section
    [InlineData("model: net")]                                                                                          // no name
    [InlineData("model: Net\nmodalities: { a: { vector: 3 } }")]
    [InlineData("model: Net\nmodalities: { A: {} }")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, tokens: 4, vocabulary: 5 } }")]
    [InlineData("model: Net\nmodalities: [A]")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, standardize: yes } }")]
    [InlineData("model: Net\nencoders: { E: { layers: [relu] } }")]
    [InlineData("model: Net\nencoders: { E: { from: A, layers: [dense] } }")]                                           // no width
    [InlineData("model: Net\nencoders: { E: { from: A, layers: [{ dense: 2, relu: }] } }")]                             // two in one item
    [InlineData("model: Net\nencoders: { E: { from: A, layers: [desne: 2] } }")]
    [InlineData("model: Net\nfusions: { F: { concat: [A] } }")]
    [InlineData("model: Net\nfusions: { F: { film: A } }")]                                                             // no conditioner
    [InlineData("model: Net\nheads: { H: { classify: A, enum: K } }")]
    [InlineData("model: Net\nheads: { H: { classify: A, enum: K, classes: [A, 1b] } }")]
    [InlineData("model: Net\ntrain: { adam: { learningRate: 0.1, beta3: 0 } }")]
    [InlineData("model: Net\ntrain: { stages: [{ epochs: 3 }] }")]
    [InlineData("model: Net\ndata: { sources: { A: { file: a.csv } } }")]
    [InlineData("model: Net\ndata: { sources: { A: { file: a.csv, column: x, columns: [x] } } }")]
    [InlineData("model: Net\naccess: private")]
    public void Other_mistakes_are_invalid(string spec) => Assert.NotEqual("", SpecSchemaFile.Complaints(spec));

    [Fact]
    public void Every_word_and_every_parameter_is_explained()
    {
        var entries = new List<(string Path, JsonObject Schema)>();
        Gather("", JsonNode.Parse(SpecSchemaFile.Text)!, entries);
        Assert.True(entries.Count > 300);
        Assert.All(entries, entry => Assert.True(entry.Schema.ContainsKey("description") || entry.Schema.ContainsKey("$ref"), entry.Path));
    }

    // Properties that stand in a map of properties, wherever it is, but not those that only say what must be given.
    private static void Gather(string path, JsonNode? node, List<(string, JsonObject)> entries)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++) Gather($"{path}/{i}", list[i], entries);
        }
        else if (node is JsonObject map)
        {
            if (map["properties"] is JsonObject properties && map.ContainsKey("additionalProperties"))
                entries.AddRange(properties.Select(property => ($"{path}/{property.Key}", property.Value!.AsObject())));
            foreach (var (key, value) in map) Gather($"{path}/{key}", value, entries);
        }
    }

    private static IEnumerable<(string Spec, string What)> Bounded()
    {
        foreach (var scene in Scenes.All.Where(scene => scene.Written is null))
            foreach (var parameter in scene.Word.Parameters)
                foreach (var value in Beyond(parameter))
                {
                    var text = value.ToString("R", CultureInfo.InvariantCulture);
                    yield return (scene.SpecText(new Dictionary<string, string>(scene.Given) { [parameter.Name] = text }), $"{text} for {parameter.Name} of {scene.Word.Name}");
                }
    }

    private static IEnumerable<double> Beyond(Parameter parameter)
    {
        if (parameter.AtLeast is { } least) yield return least - 1;
        if (parameter.Above is { } above) yield return above;
        if (parameter.AtMost is { } most) yield return most + 1;
        if (parameter.Below is { } below) yield return below;
    }

    private static void Valid(string spec) => Assert.Equal("", SpecSchemaFile.Complaints(spec));
}
