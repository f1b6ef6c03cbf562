using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>The exact value is marked, however it is written.</summary>
public class PlaceTests : RuleTests
{
    private const string Start = "model: Net\nmodalities: { A: { vector: 3 } }\n";
    private const string End = "\nheads: { H: { regress: A } }";

    [Theory]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense: [|\"0\"|]\n", "FUS1007")]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense: [|'0'|]   # zero\n", "FUS1007")]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense: [||\n          0|]\n\n      - relu\n", "FUS1007")]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense: [|>-\n          twelve\n          thirteen|]\n\n\n      - relu\n", "FUS1007")]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense: [|twelve\n          thirteen|]\n      - relu\n", "FUS1007")]
    [InlineData("encoders:\n  E:\n    from: A\n    layers:\n      - dense:\t[|0|]\t# a tab on both sides\n", "FUS1008")]
    [InlineData("encoders:\n  E: { from: A, layers: [ relu , {dense:   [|0|]  } ] }\n", "FUS1008")]
    [InlineData("encoders:\n  E: {from: A,layers: [relu,dense: [|0|]]}\n", "FUS1008")]
    [InlineData("encoders:\n  E: { \"from\": A, \"layers\": [ {\"dense\":[|0|]} ] }\n", "FUS1008")]
    [InlineData("encoders:\n  E: { from: A, layers: [ [|\"dence\"|]: 3 ] }\n", "FUS1004")]
    [InlineData("encoders:\n  E: { ? from : A, layers: [ ? dense : [|0|] ] }\n", "FUS1008")]
    [InlineData("encoders:\n  E: { from: A, layers: [dense: { width: 3, [|\"\\u006bernel\"|]: 2 }] }\n", "FUS1005")]
    [InlineData("data: { key: '😀 é 中', reader: \"\\U0001F600\", [|sourcs|]: {} }\nencoders: { E: { from: A, layers: [relu] } }\n", "FUS1004")]
    [InlineData("data: { key: 'a\u2028b', [|sourcs|]: {} }\nencoders: { E: { from: A, layers: [relu] } }\n", "FUS1004")]
    [InlineData("data: { key: 'a\u0085b', [|sourcs|]: {} }\nencoders: { E: { from: A, layers: [relu] } }\n", "FUS1004")]
    [InlineData("encoders: { E: { from: A, layers: [dense: [|{ }|]] } }\n", "FUS1006")]
    public void A_value_in_YAML(string encoders, string id)
    {
        var head = "heads: { H: { regress: E } }\n";
        if (id == "FUS1006") encoders = encoders.Replace("dense: [|{ }|]", "[|dense|]: { }");
        InSpec(Start + encoders + head, id);
    }

    [Theory]
    [InlineData("[|&x Net|]")]
    [InlineData("[|!!str Net|]")]
    [InlineData("[|*x|]")]
    [InlineData("[|&x \"Net\"|]")]
    public void Anchors_tags_and_aliases(string value) => InSpec($"model: {value}\nmodalities: {{ A: {{ vector: 3 }} }}{End}", "FUS2003");

    [Theory]
    [InlineData("model: Net\nmodalities: { A: [|&x { vector: 3 }|] }" + End)]
    [InlineData("model: Net\nmodalities: { [|&x A|]: { vector: 3 } }" + End)]
    [InlineData("model: Net\nmodalities: { A: { vector: [|!!int 3|] } }" + End)]
    [InlineData("model: Net\nmodalities: { A: [|*x|] }" + End)]
    public void Anchors_tags_and_aliases_in_flow_maps(string spec)
    {
        var run = Generation.Check(Generation.Spec(spec));
        var (found, marked) = (Assert.Single(run.Diagnostics), Assert.Single(run.Input.File("model.fusion.yaml").Marks).Span);
        Assert.Equal("FUS2003", found.Id);
        // Of a map the beginning is enough.
        Assert.Equal(marked.Start, found.Location.SourceSpan.Start);
        Assert.True(marked.Contains(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("[|modle|]: Net", "FUS1004")]
    [InlineData("model: [|12|]\nmodalities: { A: { vector: 3 } }" + End, "FUS1001")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: [|B|] } }", "FUS4001")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads:\n  H:\n    regress: [|B|]", "FUS4001")]
    public void In_the_first_and_in_the_last_line(string spec, string id)
    {
        var run = Generation.Check(Generation.Spec(spec));
        DiagnosticAssert.Contains(run, id);
        foreach (var form in new[] { spec.Replace("\n", "\r\n"), "\uFEFF" + spec, spec + "\r\n" })
            DiagnosticAssert.Contains(Generation.Quick(Generation.Spec(form)), id);
    }

    [Theory]
    [InlineData("[Encoder<A>, Dense([|0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, Dense(width: [|0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, Dense(bias: true, width: [|0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, Dense((([|0|])))]", "FUS1008")]
    [InlineData("[Encoder<A>, FusionDsl.Dense([|0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, global::FusionDsl.DenseAttribute([|0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, Dense([|Sizes.None|])]", "FUS1008")]
    [InlineData("[Encoder<A>, Dense([|Sizes.None * 3 + 0|])]", "FUS1008")]
    [InlineData("[Encoder<A>, BatchNorm(Momentum = [|2|])]", "FUS1008")]
    [InlineData("[Encoder<A>, BatchNorm(Epsilon = 1e-3, Momentum = [|2|])]", "FUS1008")]
    [InlineData("[Encoder<A>] [Dense(4)]\n[  Dense  (  [|-1|]  )  ]", "FUS1008")]
    [InlineData("[Encoder<[|string|]>, Dense(4)]", "FUS4004")]
    [InlineData("[Encoder<[|System.Collections.Generic.List<A>|]>, Dense(4)]", "FUS4004")]
    [InlineData("[Encoder<[|global::System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<A>>|]>, Dense(4)]", "FUS4004")]
    [InlineData("[FusionDsl.Encoder<[|int|]>, Dense(4)]", "FUS4004")]
    public void The_very_argument_in_CSharp(string attributes, string id)
    {
        // (( )) around a value belong to it.
        if (attributes.Contains("((([|0|])))")) attributes = attributes.Replace("((([|0|])))", "([|((0))|])");
        InSource($$"""
            public static class Sizes { public const int None = 0; }
            [FusionModel] public partial class Net {
                [Vector(3)] public partial class A;
                {{attributes}} public partial class E;
                [Regression<{{(id == "FUS4004" ? "A" : "E")}}>] public partial class H;
            }
            """, id);
    }

    [Theory]
    [InlineData("Source(\"a.csv\", \"a\", [|\"b3..b1\"|], \"d\")")]
    [InlineData("Source(\"a.csv\", new[] { \"a\", [|\"b3..b1\"|], \"d\" })")]
    [InlineData("Source(\"a.csv\", new string[] { \"a\", [|\"b3..b1\"|] })")]
    [InlineData("Source(\"a.csv\", [\"a\", [|\"b3..b1\"|], \"d\"])")]
    [InlineData("Source(file: \"a.csv\", columns: [[|\"b3..b1\"|], \"d\"])")]
    [InlineData("Source(columns: new[] { \"a\", [|nameof(System) + \"3..System1\"|] }, file: \"a.csv\")")]
    public void One_of_several_values_in_CSharp(string source) =>
        InClass($"[Vector(3), {source}] public partial class A; [Regression<A>, Source(\"a.csv\", \"h\")] public partial class H;", "FUS6006");

    [Theory]
    [InlineData("columns: [a, [|b3..b1|], d]")]
    [InlineData("columns: [|b3..b1|]")]
    [InlineData("column: [|'b3..b1'|]")]
    public void One_of_several_values_in_YAML(string columns) =>
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}\ndata:\n  sources:\n    A: {{ file: a.csv, {columns} }}\n    H: {{ file: a.csv, column: h }}\n", "FUS6006");

    [Fact]
    public void In_another_file_of_the_class()
    {
        var input = Generation.Source("using FusionDsl; [FusionModel] public partial class Net { [Vector(3)] public partial class A; [Regression<E>] public partial class H; }")
            .WithSource("// 😀\r\nusing FusionDsl;\r\npublic partial class Net\r\n{\r\n    [Encoder<A>, Dense([|0|])]\r\n    public partial class E;\r\n}\r\n", "Net.E.cs");
        DiagnosticAssert.Exactly(Generation.Check(input), "FUS1008");
    }
}
