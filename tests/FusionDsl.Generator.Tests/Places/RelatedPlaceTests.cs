using System.Text.RegularExpressions;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>A mistake that lies in two places names both: <c>[|…|]</c> is where it is told, <c>‹…›</c> are the others.</summary>
public partial class RelatedPlaceTests
{
    private const string A = "model: Net\nmodalities: { A: { vector: 3 } }\n";
    private const string H = "heads: { H: { regress: A } }\n";

    [Theory]
    [InlineData("FUS2002", "‹model›: Net\n[|model|]: Other\nmodalities: { A: { vector: 3 } }\n" + H)]
    [InlineData("FUS1003", "model: Net\nmodalities: { ‹Ab›: { vector: 3 }, [|AB|]: { vector: 3 } }\nheads: { H: { regress: Ab } }\n")]
    [InlineData("FUS1009", "model: Net\nmodalities: { A: { vector: ‹3›, [|length|]: 3 } }\n" + H)]
    [InlineData("FUS1011", "model: Net\nmodalities: { A: { ‹vector›: 3, [|series|]: 4 } }\n" + H)]
    [InlineData("FUS1025", "model: Net\nmodalities: { A: { vector: 3, ‹minMax›: true, [|standardize|]: true } }\n" + H)]
    [InlineData("FUS3010", "model: Net\nmodalities: { A: { series: 20, hertz: ‹50› }, B: { series: 20, hertz: ‹25› } }\nfusions: { F: { concat: [‹A›, [|B|]], layers: [flatten] } }\nheads: { H: { regress: F } }\n")]
    [InlineData("FUS3005", "model: Net\nmodalities: { ‹A›: { vector: 3 }, B: { series: 20 } }\nfusions: { F: { sum: [‹A›, [|B|]] } }\nheads: { H: { regress: F } }\n")]
    [InlineData("FUS4003", A + "encoders:\n  E: { from: [|F|], layers: [relu] }\n  F: { from: ‹E›, layers: [relu] }\nheads: { H: { regress: E }, G: { regress: A } }\n")]
    [InlineData("FUS4003", "model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { F: { from: ‹D›, layers: [relu] } }\nfusions: { D: { concat: [A, [|F|]] } }\nheads: { H: { regress: D } }\n")]
    [InlineData("FUS4008", A + "fusions: { F: { concat: [‹A›, [|A|]] } }\nheads: { H: { regress: F } }\n")]
    [InlineData("FUS4042", A + "heads:\n  H: { classify: A, enum: K, classes: [X, Y] }\n  G: { classify: A, enum: L, classes: [X, Y] }\ndecisions: { D: { average: [‹H›, [|G|]] } }\n")]
    [InlineData("FUS5004", A + "heads: { H: { classify: A, enum: K, classes: [‹X›, Y, [|X|]] } }\n")]
    [InlineData("FUS5007", A + "heads:\n  G: { classify: A, enum: ‹K›, classes: [X, Y] }\n  H: { classify: A, enum: [|K|], classes: [X, Z] }\n")]
    [InlineData("FUS6005", A + H + "data: { sources: { A: { file: a.csv, column: a }, H: { file: a.csv, column: h } }, split: { ‹column›: part, seed: [|3|] } }\n")]
    public void In_a_spec(string id, string spec)
    {
        foreach (var form in new[] { spec, spec.Replace("\n", "\r\n"), "# 😀\n" + spec, "\uFEFF" + spec })
        {
            var (text, others) = Parse(form);
            var run = Generation.Check(Generation.Spec(text));
            DiagnosticAssert.Exactly(run, id);
            AssertOthers(run, others);
        }
    }

    [Theory]
    [InlineData("FUS1014", "[Vector(3)] public partial class A; [Encoder<A>, Dense(3)] public partial class ‹E›; [Relu] public partial class [|E|]; [Regression<E>] public partial class H;")]
    [InlineData("FUS4008", "[Vector(3)] public partial class A; [Concat<‹A›, [|A|]>] public partial class F; [Regression<F>] public partial class H;")]
    [InlineData("FUS1011", "[‹Vector›(3), [|Series|](4)] public partial class A; [Regression<A>] public partial class H;")]
    public void In_a_class(string id, string nodes)
    {
        var (text, _) = Parse(nodes);
        var run = Generation.Check(Generation.Net(text));
        DiagnosticAssert.Exactly(run, id);
        var other = Assert.Single(Assert.Single(run.Diagnostics).AdditionalLocations);
        Assert.True(other.IsInSource);
        Assert.Equal(Other().Match(nodes).Groups[1].Value, other.SourceTree!.GetText().ToString(other.SourceSpan));
        Assert.True(other.SourceSpan.Start < run.Diagnostics[0].Location.SourceSpan.Start);
    }

    [Fact]
    public void In_another_file()
    {
        var run = Generation.Check(Generation.Spec(A + H + "namespace: Demo", "a.fusion.yaml").WithSpec(A.Replace("Net", "[|Net|]") + H + "namespace: Demo", "b.fusion.yaml"));
        DiagnosticAssert.Exactly(run, "FUS1016");
        var other = Assert.Single(Assert.Single(run.Diagnostics).AdditionalLocations).GetLineSpan();
        Assert.Equal(("a.fusion.yaml", 0, 7), (other.Path, other.StartLinePosition.Line, other.StartLinePosition.Character));
    }

    private static void AssertOthers(GeneratorRun run, IReadOnlyList<(int Start, int Length)> expected) => Assert.Equal(
        expected.Order(), Assert.Single(run.Diagnostics).AdditionalLocations.Select(other => (other.SourceSpan.Start, other.SourceSpan.Length)).Order());

    // Takes ‹ and › out; spans count in the text without any mark.
    private static (string Text, IReadOnlyList<(int Start, int Length)> Others) Parse(string text)
    {
        var others = new List<(int, int)>();
        var plain = text.Replace("[|", "").Replace("|]", "");
        for (var open = plain.IndexOf('‹'); open >= 0; open = plain.IndexOf('‹'))
        {
            var close = plain.IndexOf('›');
            others.Add((open, close - open - 1));
            plain = plain.Remove(close, 1).Remove(open, 1);
        }
        return (text.Replace("‹", "").Replace("›", ""), others);
    }

    [GeneratedRegex("‹(.*?)›")]
    private static partial Regex Other();
}
