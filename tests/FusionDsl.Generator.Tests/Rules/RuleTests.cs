using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// What the tests of rules share: a small model with a mistake that is marked as <c>[|…|]</c>, in C# or as a spec. Each expects one diagnostic on the
/// mark and no other.
/// </summary>
public abstract class RuleTests
{
    private protected const string A = "[Vector(3)] public partial class A;";
    private protected const string Head = "[Regression<A>] public partial class H;";

    private protected static void InClass(string nodes, string id, params string[] message) => InFile(Generation.Net(nodes), id, message);

    private protected static void OnClass(string attributes, string nodes, string id, params string[] message) => InFile(Generation.Net(nodes, attributes), id, message);

    private protected static void InSource(string source, string id, params string[] message) =>
        InFile(Generation.Source("using FusionDsl;\n" + source), id, message);

    // What a schema can see: keys, types, bounds and forms.
    private static readonly string[] SeenBySchema = ["FUS1004", "FUS1005", "FUS1007", "FUS1008", "FUS2005", "FUS2006"];

    /// <summary>A whole spec. What an editor can see by the schema alone, it sees.</summary>
    private protected static void InSpec(string spec, string id, params string[] message)
    {
        DiagnosticAssert.Exactly(Generation.Check(Generation.Spec(spec)), id, message);
        if (SeenBySchema.Contains(id)) Assert.NotEqual("", SpecSchemaFile.Complaints(spec.Replace("[|", "").Replace("|]", "")));
        OtherForms.AssertPlaceFollows(spec, id, message);
    }

    /// <summary>An encoder E with these layers, on this modality.</summary>
    private protected static void InLayers(string layers, string id, string[] message, string modality = "{ series: 20, channels: 3 }") =>
        InSpec($"model: Net\nmodalities: {{ M: {modality} }}\nencoders: {{ E: {{ from: M, layers: {layers} }} }}\nheads: {{ H: {{ regress: E }} }}\n", id, message);

    /// <summary>A modality A of three numbers, a regression H, and this.</summary>
    private protected static void InSmallSpec(string more, string id, params string[] message) =>
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}\n{more}\n", id, message);

    private static void InFile(GeneratorInput input, string id, string[] message)
    {
        DiagnosticAssert.Exactly(Generation.Check(input), id, message);
        OtherForms.AssertPlaceFollows(input, id, message);
    }
}
