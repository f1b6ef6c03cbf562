using FusionDsl.Architecture;
using FusionDsl.Testing;
using Words = FusionDsl.Architecture.Catalogue;

namespace FusionDsl.Generator.Tests;

/// <summary>Operators, declared in both languages: the same code, and every setting reaches it.</summary>
public class FusionTests
{
    // Operator, attribute, keys, what must stand in the code of the fusion.
    public static TheoryData<string, string, string, string> Declared => new()
    {
        { "Concat", "Concat<V, W>", "concat: [V, W]", "using var joined = cat([operands.V.Tensor, operands.W.Tensor], dim: 1);" },
        { "Sum", "Sum<V, W>(Width = 2)", "sum: [V, W], width: 2", "_sum = new([3, 4], width: 2)" },
        { "Sum", "Sum<W, X>", "sum: [W, X]", "using var joined = Fusions::Sum.Of([operands.W.Tensor, operands.X.Tensor]);" },
        { "Mean", "Mean<V, W, X>(Width = 9)", "mean: [V, W, X], width: 9", "_mean = new([3, 4, 4], width: 9)" },
        { "Max", "Max<V, W>(Width = 2)", "max: [V, W], width: 2", "using var joined = _max.call([operands.V.Tensor, operands.W.Tensor]);" },
        { "Min", "Min<W, X>(Width = 4)", "min: [W, X], width: 4", "Fusions::Min.Of(" },
        { "Product", "Product<V, W>(Width = 3)", "product: [V, W], width: 3", "register_module(\"fusion\", _product = new(" },
        { "WeightedSum", "WeightedSum<V, W>(Width = 3)", "weightedSum: [V, W], width: 3", "_weightedSum = new([3, 4], width: 3)" },
        { "ReliableSum", "ReliableSum<V, W>(Width = 3)", "reliableSum: [V, W], width: 3", "_reliableSum.Judge(scores, nameof(ByV), nameof(ByW));" },
        { "AttentionSum", "AttentionSum<V, W>(Width = 8)", "attentionSum: [V, W], width: 8", "_attentionSum = new([3, 4], width: 8)" },
        { "Gated", "Gated<V, W>(Width = 8)", "gated: [V, W], width: 8", "private readonly Fusions::Gated _gated;" },
        { "GatedBimodal", "GatedBimodal<V, W>(Width = 8)", "gatedBimodal: V, gate: W, width: 8", "_gatedBimodal = new([3, 4], width: 8)" },
        { "GatedBimodal", "GatedBimodal<W, V>", "gate: V, gatedBimodal: W", "_gatedBimodal = new([4, 3], width: 4)" },
        { "GatedResidual", "GatedResidual<V, W, X>(Width = 5)", "gatedResidual: [V, W, X], width: 5", "// [batch, 15]" },
        { "Film", "Film<V, W>", "conditioner: W, film: V", "_film.call([operands.V.Tensor, operands.W.Tensor])" },
        { "Bilinear", "Bilinear<V, W>(Width = 5)", "bilinear: [V, W], width: 5", "_bilinear = new([3, 4], width: 5)" },
        { "TensorFusion", "TensorFusion<V, W, X>", "tensorFusion: [V, W, X]", "// [batch, 100]" },
        { "LowRankFusion", "LowRankFusion<V, W>(2, Width = 6)", "lowRankFusion: [V, W], rank: 2, width: 6", "_lowRankFusion = new([3, 4], width: 6, rank: 2)" },
        { "Comparator", "Comparator<V, W>(Width = 5)", "comparator: [V, W], width: 5", "// [batch, 12]" },
        { "CrossAttention", "CrossAttention<S, T>(2, Width = 6, Dropout = 0.2)", "crossAttention: [S, T], heads: 2, width: 6, dropout: 0.2", "new([4, 2], width: 6, heads: 2, dropout: 0.2)" },
        { "MulT", "MulT<S, T>(2, 3, Dropout = 0.2, Width = 6)", "mulT: [S, T], heads: 2, depth: 3, dropout: 0.2, width: 6", "new([4, 2], width: 6, heads: 2, depth: 3, dropout: 0.2)" },
        { "TokenTransformer", "TokenTransformer<S, V>(heads: 2, depth: 3, Width = 6, Dropout = 0.5)", "tokenTransformer: [S, V], heads: 2, depth: 3, width: 6, dropout: 0.5", "new([4, 3], width: 6, heads: 2, depth: 3, dropout: 0.5)" },
        { "Bottleneck", "Bottleneck<S, T, V>(3, Heads = 2, Depth = 1, Width = 8, Dropout = 0.1)", "bottleneck: [S, T, V], tokens: 3, heads: 2, depth: 1, width: 8, dropout: 0.1", "new([4, 2, 3], width: 8, heads: 2, depth: 1, tokens: 3, dropout: 0.1)" },
        { "Perceiver", "Perceiver<S, V>(5)", "perceiver: [S, V], latents: 5", "new([4, 3], width: 4, heads: 1, depth: 1, latents: 5, dropout: 0)" },
        { "Perceiver", "Perceiver<S, V>(5, Heads = 2, Depth = 3, Width = 6, Dropout = 0.1)", "perceiver: [S, V], latents: 5, heads: 2, depth: 3, width: 6, dropout: 0.1", "new([4, 3], width: 6, heads: 2, depth: 3, latents: 5, dropout: 0.1)" },
        { "DeepSets", "DeepSets<V, W>", "deepSets: [V, W]", "_deepSets = new([3, 4], width: 4, hidden: 4)" },
        { "DeepSets", "DeepSets<V, W>(Hidden = 9, Width = 2)", "deepSets: [V, W], hidden: 9, width: 2", "_deepSets = new([3, 4], width: 2, hidden: 9)" },
        { "DeepFusion", "DeepFusion<V, W>(2, Width = 3)", "deepFusion: [V, W], depth: 2, width: 3", "_deepFusion = new([3, 4], width: 3, depth: 2)" },
        { "Evidential", "Evidential<W, X>", "evidential: [W, X]", "Fusions::Evidential.Of([operands.W.Tensor, operands.X.Tensor])" },
        { "ProductOfExperts", "ProductOfExperts<V, W>(Width = 2)", "productOfExperts: [V, W], width: 2", "_productOfExperts = new([3, 4], width: 2)" },
    };

    [Theory, MemberData(nameof(Declared))]
    public void Both_languages_declare_it_alike(string name, string attribute, string keys, string generated)
    {
        (string Node, string Attribute, string Keys)[] modalities =
        [
            ("V", "Vector(3)", "vector: 3"), ("W", "Vector(4)", "vector: 4"), ("X", "Vector(4)", "vector: 4"),
            ("S", "Series(5, channels: 4)", "series: 5, channels: 4"), ("T", "Series(7, channels: 2)", "series: 7, channels: 2"),
        ];
        var read = modalities.Where(modality => System.Text.RegularExpressions.Regex.IsMatch(attribute, $@"\b{modality.Node}\b")).ToList();
        var judges = name == "ReliableSum" ? read.Select(modality => modality.Node).ToList() : [];
        var fromClass = Generation.Quick(Generation.Net(
            string.Concat(read.Select(modality => $"[{modality.Attribute}] public partial class {modality.Node}; "))
            + string.Concat(judges.Select(node => $"[Regression<{node}>] public partial class By{node}; ")) + $"[{attribute}, Dense(2)] public partial class F; [Regression<F>] public partial class H;"));
        var fromSpec = Generation.Quick(Generation.Spec(
            $"model: Net\nnamespace: Demo\nmodalities: {{ {string.Join(", ", read.Select(modality => $"{modality.Node}: {{ {modality.Keys} }}"))} }}\n"
            + $"fusions: {{ F: {{ {keys}, layers: [dense: 2] }} }}\nheads: {{ H: {{ regress: F }}{string.Concat(judges.Select(node => $", By{node}: {{ regress: {node} }}"))} }}"));
        DiagnosticAssert.None(fromClass);
        DiagnosticAssert.None(fromSpec);
        Assert.Equal(fromClass.Sources, fromSpec.Sources);
        Assert.Contains(generated, fromClass["Demo.Net.F.g.cs"]);
        Assert.Equal(judges.Count > 0, fromClass["Demo.Net.Trainer.g.cs"].Contains("_model.Parts.F.Judge(scores);"));
        Assert.Contains($"{{{{\"{name}", fromClass["Demo.Net.Summary.g.cs"]);
    }

    [Fact]
    public void Every_operator_is_declared_here_with_each_of_its_parameters() => Assert.All(Words.Operators, kind =>
    {
        var rows = ((IEnumerable<object[]>)Declared).Where(row => (string)row[0] == kind.Name).Select(row => (string)row[2]).ToList();
        Assert.NotEmpty(rows);
        Assert.All(kind.Parameters, parameter => Assert.Contains(rows, keys => keys.Contains($"{parameter.Name}: ")));
    });

    [Fact]
    public void Every_operator_is_in_the_model_of_the_snapshot() =>
        Assert.All(Words.Operators, kind => Assert.Contains($"[{kind.Name}<", EveryFusionNet.Attributed));

    [Fact]
    public void Settings_that_are_not_the_default_are_shown()
    {
        var summary = Generation.Quick(Generation.Source(EveryFusionNet.Attributed))["Zoo.EveryFusionNet.Summary.g.cs"];
        foreach (var shown in new[]
        {
            "Crossed{{\"CrossAttention(2, dropout: 0.1): Crossed [12]\"}}", "fusion Bottleneck(2, heads: 2) ", "fusion Perceiver(4, depth: 2)", "fusion MulT(2, depth: 2)",
            "fusion LowRankFusion(2, width: 3)", "fusion DeepSets(hidden: 8)", "fusion Gated(width: 5)", "autograd, because of ",
        }) Assert.Contains(shown, summary);
    }

    // The second node of a pair with roles is told by name; the compiler tells by the names of type parameters.
    [Fact]
    public void Type_parameters_tell_the_parts_that_operands_play() => Assert.All(Words.Operators.Where(kind => kind.Role is not null), kind =>
    {
        var attribute = typeof(FusionModelAttribute).Assembly.GetType($"FusionDsl.{kind.Name}Attribute`2")!;
        Assert.Equal("T" + char.ToUpperInvariant(kind.Role![0]) + kind.Role[1..], attribute.GetGenericArguments()[1].Name);
        Assert.True(kind.IsPair);
    });

    [Theory]
    [InlineData("Bilinear<A, B, C>")]
    [InlineData("Film<A, B, C>")]
    [InlineData("GatedBimodal<A>")]
    [InlineData("Comparator<A, B, C>")]
    [InlineData("Sum<A>")]
    [InlineData("Sum<A, B, C, A, B, C, A, B, C>")]
    public void The_compiler_counts_operands(string attribute)
    {
        var run = Generation.Quick(Generation.Net(
            $"[Vector(3)] public partial class A; [Vector(3)] public partial class B; [Vector(3)] public partial class C; [{attribute}] public partial class F; [Regression<F>] public partial class H;"));
        Assert.Contains("CS0305", Generation.CompilerSays(run));
    }
}
