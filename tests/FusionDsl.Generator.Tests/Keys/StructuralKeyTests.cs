using System.Text.Json.Nodes;
using FusionDsl.Testing;
using Words = FusionDsl.Architecture.Catalogue;

namespace FusionDsl.Generator.Tests;

/// <summary>Keys that are no keyword and no parameter, and what stands for them in C#: each changes the generated code.</summary>
public class StructuralKeyTests
{
    private const string Spec =
        """
        model: Net
        namespace: Demo
        access: public
        modalities: { A: { vector: 3, optional: true }, B: { vector: 3, optional: true } }
        encoders:
          Ea: { from: A, layers: [dense: 2, relu] }
          Eb: { from: B, layers: [dense: 2, tanh] }
        fusions:
          F: { film: Ea, conditioner: Eb, layers: [dense: 4] }
          G: { gatedBimodal: Ea, gate: Eb }
        heads:
          Ha: { classify: F, enum: Kind, classes: [A, B], layers: [relu] }
          Hb: { classify: G, enum: Kind, classes: [A, B] }
        decisions: { D: { average: [Ha, Hb] } }
        train: { epochs: 3, stages: [{ name: first, epochs: 2 }, { name: second, patience: 3 }] }
        data:
          key: id
          sources:
            A: { file: a.csv, columns: [x, y, z] }
            B: { file: b.csv, columns: [x, y, z] }
            Ha: { file: a.csv, column: h }
            Hb: { file: a.csv, column: h }
          split: { seed: 3 }
        """;

    /// <summary>Key, what is replaced in the spec, and by what.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "model", "model: Net", "model: Other" },
        { "namespace", "namespace: Demo", "namespace: Other" },
        { "namespace", "namespace: Demo\n", "" },
        { "access", "access: public", "access: internal" },
        { "modalities", "B: { vector: 3, optional: true }", "B: { vector: 3, optional: false }" },
        { "encoders", "Ea: { from: A, layers: [dense: 2, relu] }", "Ea: { from: A, layers: [dense: 2, silu] }" },
        { "fusions", "G: { gatedBimodal: Ea, gate: Eb }", "G: { gated: [Ea, Eb] }" },
        { "heads", "Hb: { classify: G, enum: Kind, classes: [A, B] }", "Hb: { classify: F, enum: Kind, classes: [A, B] }" },
        { "decisions", "decisions: { D: { average: [Ha, Hb] } }\n", "" },
        { "train", "train: { epochs: 3, stages: [{ name: first, epochs: 2 }, { name: second, patience: 3 }] }\n", "" },
        { "data", Spec[Spec.IndexOf("data:", StringComparison.Ordinal)..], "" },
        { "layers", "layers: [dense: 4]", "layers: [dense: 5]" },
        { "layers", "layers: [dense: 2, relu]", "layers: [relu, dense: 2]" },
        { "layers", ", layers: [relu] }", " }" },
        { "enum", "enum: Kind, classes: [A, B], layers: [relu]", "enum: Other, classes: [A, B], layers: [relu]" },
        { "classes", "Ha: { classify: F, enum: Kind, classes: [A, B], layers: [relu] }\n  Hb: { classify: G, enum: Kind, classes: [A, B] }", "Ha: { classify: F, enum: Kind, classes: [B, A], layers: [relu] }\n  Hb: { classify: G, enum: Kind, classes: [B, A] }" },
        { "conditioner", "film: Ea, conditioner: Eb", "film: Eb, conditioner: Ea" },
        { "gate", "gatedBimodal: Ea, gate: Eb", "gatedBimodal: Eb, gate: Ea" },
        { "stages", "{ name: first, epochs: 2 }, { name: second, patience: 3 }", "{ name: second, patience: 3 }, { name: first, epochs: 2 }" },
        { "sources", "    B: { file: b.csv, columns: [x, y, z] }", "    B: { file: b.csv, columns: [u, v, w] }" },
        { "column", "Hb: { file: a.csv, column: h }", "Hb: { file: a.csv, column: g }" },
        { "split", "split: { seed: 3 }", "split: { seed: 4 }" },
    };

    [Theory, MemberData(nameof(Edits))]
    public void A_key_changes_the_code_or_is_missed(string key, string before, string after)
    {
        _ = key;
        Assert.Equal(2, Spec.Split(before).Length);
        var run = Generation.Quick(Generation.Spec(Spec));
        DiagnosticAssert.None(run);
        var other = Generation.Quick(Generation.Spec(Spec.Replace(before, after)));
        Assert.NotEqual(Outcome(run), Outcome(other));
    }

    [Fact]
    public void No_key_of_the_schema_is_without_a_test()
    {
        var known = Words.All.SelectMany(word => word.Parameters.Select(parameter => parameter.Name).Append(word.Key))
            .Concat(Edits.Select(edit => (string)edit[0]));
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        Gather(JsonNode.Parse(SpecSchemaFile.Text)!, keys);
        Assert.True(keys.Count > 100);
        Assert.Empty(keys.Except(known));
    }

    [Theory]
    [InlineData("[Encoder<A>, Dense(2)] public partial class E;", "[Encoder<B>, Dense(2)] public partial class E;")]
    [InlineData("[Film<A, B>] public partial class E;", "[Film<B, A>] public partial class E;")]
    [InlineData("[Concat<A, B>] public partial class E;", "[Concat<B, A>] public partial class E;")]
    [InlineData("[Concat<A, B>, Dense(2), Relu] public partial class E;", "[Concat<A, B>, Relu, Dense(2)] public partial class E;")]
    [InlineData("[Concat<A, B>, Dense(2)] public partial class E;", "[Concat<A, B>, Dense(2), Dense(2)] public partial class E;")]
    [InlineData("[Concat<A, B>, Dense(2)] public partial class E;", "[Concat<A, B>, Dense(2)] public partial class Other;")]
    public void What_stands_for_a_key_in_an_attribute_changes_the_code_or_is_missed(string before, string after) =>
        Assert.NotEqual(Outcome(Generation.Quick(Net(before))), Outcome(Generation.Quick(Net(after))));

    [Theory]
    [InlineData("namespace Demo;", "namespace Other;")]
    [InlineData("public partial class Net", "internal partial class Net")]
    [InlineData("partial class Net", "partial class Other")]
    [InlineData("enum Kind { A, B }", "enum Kind { B, A }")]
    [InlineData("enum Kind { A, B }", "enum Kind { A, B, C }")]
    public void What_stands_for_a_key_in_the_class_changes_the_code(string before, string after)
    {
        const string source =
            """
            using FusionDsl;
            namespace Demo;
            public enum Kind { A, B }
            [FusionModel] public partial class Net
            {
                [Vector(3)] public partial class M;
                [Classifier<M, Kind>] public partial class H;
            }
            """;
        var run = Generation.Quick(Generation.Source(source));
        var other = Generation.Quick(Generation.Source(source.Replace(before, after)));
        DiagnosticAssert.None(run);
        DiagnosticAssert.None(other);
        Assert.NotEqual(run.Sources, other.Sources);
    }

    private static GeneratorInput Net(string node) => Generation.Net(
        $"[Vector(3)] public partial class A; [Vector(3)] public partial class B; {node} [Concat<A, B>] public partial class Both; [Regression<E>] public partial class H; [Regression<Both>] public partial class I;");

    private static string Outcome(GeneratorRun run) =>
        string.Join("\n", run.Sources.Select(source => source.Key + "\n" + source.Value)) + string.Join("\n", run.Diagnostics.Select(Generation.Message));

    private static void Gather(JsonNode? node, SortedSet<string> keys)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Gather(item, keys);
        }
        else if (node is JsonObject map)
        {
            if (map["properties"] is JsonObject properties) keys.UnionWith(properties.Select(property => property.Key));
            foreach (var (_, value) in map) Gather(value, keys);
        }
    }
}
