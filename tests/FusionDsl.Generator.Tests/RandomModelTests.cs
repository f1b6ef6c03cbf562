using System.Globalization;
using System.Text;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>Models that nobody thought of: random stacks of layers that fit, on all modalities, with fusions of fusions and several heads.</summary>
public class RandomModelTests
{
    private const int Seed = 20260713;

    /// <summary>The random specs, for other tests.</summary>
    internal static IEnumerable<string> Specs => Enumerable.Range(0, 30).Select(i => new RandomSpec(Seed + i).Text($"Net{i}"));

    [Fact]
    public void Random_models_compile_without_a_warning()
    {
        var input = Generation.Empty;
        for (var i = 0; i < 30; i++) input = input.WithSpec(new RandomSpec(Seed + i).Text($"Net{i}"), $"net{i}.fusion.yaml");
        var run = Generation.Quick(input);
        DiagnosticAssert.None(run);
        Assert.Equal(30, run.Sources.Keys.Count(name => name.EndsWith(".Module.g.cs", StringComparison.Ordinal)));
        Assert.Equal("", Generation.CompilerSays(run));
    }

    [Fact]
    public void Random_models_use_every_layer()
    {
        var all = string.Concat(Enumerable.Range(0, 30).Select(i => new RandomSpec(Seed + i).Text("Net")));
        Assert.All(FusionDsl.Architecture.Catalogue.Layers, layer => Assert.Contains($"- {layer.Key}", all));
    }

    /// <summary>Cuts, copies, swaps and typos in specs: whatever comes out, the generator says what is wrong or writes code, and never fails.</summary>
    [Fact]
    public void Broken_specs_never_break_the_generator()
    {
        var random = new Random(Seed);
        string[] sources = [CipherNet.Yaml, GaitNet.Yaml, EveryLayerNet.Yaml, EarlyNet.Yaml, PreparedNet.Yaml, DecisionNet.Yaml, new RandomSpec(Seed).Text("Net")];
        for (var round = 0; round < 60; round++)
        {
            // Many specs in one run, each in a namespace of its own so that their names do not meet.
            var input = Generation.Empty with { References = [] };
            for (var i = 0; i < 50; i++) input = input.WithSpec(Mutation.OfText(sources[random.Next(sources.Length)], random), $"s{round}-{i}.fusion.yaml");
            var run = Harness.Run(new FusionGenerator(), input, Checks.All with { Caching = false, ValuesOnly = false, Compiles = false, SameEverywhere = false });
            var defect = run.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "FUS9001");
            Assert.True(defect is null, $"Seed {Seed}, round {round}: {defect}");
            Assert.All(run.Diagnostics, diagnostic =>
            {
                Assert.StartsWith("FUS", diagnostic.Id);
                Assert.DoesNotMatch(@"Exception|\{\d\}|YamlDotNet", Generation.Message(diagnostic));
            });
        }
    }

    /// <summary>A random spec that is well formed. It keeps its own account of shapes, independent of the shape rules.</summary>
    private sealed class RandomSpec(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly StringBuilder _text = new();

        public string Text(string name)
        {
            _text.Clear().Append(CultureInfo.InvariantCulture, $"# seed {seed}\nmodel: {name}\nnamespace: {name}Space\nmodalities:\n");
            var kinds = Enumerable.Range(0, _random.Next(2, 5)).Select(_ => _random.Next(4)).ToList();
            for (var i = 0; i < kinds.Count; i++) Line($"  M{i}: {Modality(kinds[i])}");
            Line("encoders:");
            for (var i = 0; i < kinds.Count; i++)
            {
                Line($"  E{i}:\n    from: M{i}\n    layers:");
                Layers(kinds[i]);
            }
            Line($"  Deep:\n    from: E0\n    layers: [dense: {_random.Next(1, 9)}, batchNorm, relu]");
            Line($"fusions:\n  F0: {{ concat: [{string.Join(", ", Enumerable.Range(0, kinds.Count).Select(i => $"E{i}"))}] }}");
            Line($"  F1: {{ {Operator("Deep", "F0")}, layers: [dense: 6, silu] }}\n  F2: {{ concat: [F1, F0, E1] }}");
            Line("heads:\n  H0: { classify: F2, enum: Kind, classes: [A, B, C] }\n  H1: { regress: F1, targets: 2, weight: 0.5, layers: [dense: 4, tanh] }");
            if (Chance()) Line("  H2: { regress: Deep }");
            Line(_random.Next(4) switch { 0 => "train: { epochs: 3, sgd: 0.1 }", 1 => "train: { adamW: 1e-4, threads: 1 }", 2 => "train: { batchSize: 3, patience: 0 }", _ => "train: {}" });
            return _text.ToString();
        }

        // Of two features, with any settings.
        private string Operator(string one, string other)
        {
            string[] operators =
            [
                "concat", "sum", "mean", "max", "min", "product", "weightedSum", "attentionSum", "gated", "gatedResidual", "bilinear", "comparator",
                "tensorFusion", "deepSets", "productOfExperts", "lowRankFusion: {0}, rank: 2", "deepFusion: {0}, depth: 2", "tokenTransformer: {0}, heads: 1, depth: 2",
                "bottleneck: {0}, tokens: 2", "perceiver: {0}, latents: 2, dropout: 0.1", $"film: {one}, conditioner: {other}", $"gatedBimodal: {one}, gate: {other}",
            ];
            var chosen = operators[_random.Next(operators.Length)];
            var keys = chosen.Contains(':') ? chosen.Replace("{0}", $"[{one}, {other}]") : $"{chosen}: [{one}, {other}]";
            return Chance() && !chosen.StartsWith("concat", StringComparison.Ordinal) && !chosen.StartsWith("film", StringComparison.Ordinal)
                && chosen != "tensorFusion" ? $"{keys}, width: {_random.Next(1, 9)}" : keys;
        }

        private string Modality(int kind) => kind switch
        {
            0 => $"{{ vector: {_random.Next(9, 20)}{Standardize()}{(Chance() ? $", pca: {{ components: {_random.Next(1, 9)}, variance: 0.9, whiten: {(Chance() ? "true" : "false")} }}" : "")} }}",
            1 => $"{{ tokens: {_random.Next(20, 40)}, vocabulary: {_random.Next(2, 50)} }}",
            2 => $"{{ series: {_random.Next(20, 40)}, channels: {_random.Next(1, 5)}{(Chance() ? ", hertz: 30, resample: 50" : "")}{Standardize()} }}",
            _ => $"{{ image: {{ height: {_random.Next(20, 30)}, width: {_random.Next(20, 30)}, channels: {_random.Next(1, 4)} }}{Standardize()} }}",
        };

        private string Standardize() => _random.Next(3) switch { 0 => ", standardize: true", 1 => ", minMax: true", _ => "" };

        // Axes are at least 20 long; each shrinking layer is used once and leaves at least 4.
        private void Layers(int kind)
        {
            if (kind == 1)
            {
                Layer("embedding: 8");
                if (Chance()) Layer("positionalEncoding");
            }
            if (kind is 1 or 2) Series();
            if (kind == 3) Image();
            if (kind != 0 && !_isFlat) Layer(Chance() ? "globalAvgPool" : Chance() ? "globalMaxPool" : "flatten");
            for (var i = _random.Next(1, 4); i > 0; i--)
            {
                Layer($"dense: {_random.Next(1, 30)}");
                Elementwise();
            }
            _isFlat = false;
        }

        private bool _isFlat;

        private void Series()
        {
            Layer($"conv1d: {{ channels: 8, kernel: {_random.Next(1, 6)}, stride: {_random.Next(1, 3)}, padding: {_random.Next(3)}, bias: {(Chance() ? "true" : "false")} }}");
            Elementwise();
            if (Chance()) Layer(Chance() ? "maxPool: 2" : "avgPool: { kernel: 2, stride: 1, padding: 1 }");
            switch (_random.Next(4))
            {
                case 0: Layer($"transformerEncoder: {{ heads: {1 << _random.Next(3)}, layers: {_random.Next(1, 3)} }}"); break;
                case 1: Layer("lstm: { units: 5, bidirectional: true, sequence: true }"); break;
                case 2:
                    Layer(Chance() ? "gru: 4" : "lstm: { units: 3, layers: 2, dropout: 0.1 }");
                    _isFlat = true;
                    break;
            }
            Elementwise();
        }

        private void Image()
        {
            Layer($"conv2d: {{ channels: {_random.Next(1, 5)}, kernel: {_random.Next(1, 5)}, stride: 2, dilation: {_random.Next(1, 3)} }}");
            Elementwise();
            if (Chance()) Layer(Chance() ? "avgPool: 2" : "maxPool: { kernel: 3, stride: 1, padding: 1 }");
        }

        private void Elementwise()
        {
            string[] layers = ["batchNorm", "layerNorm", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh", "sigmoid", "softmax", "dropout: 0.5", "leakyRelu: 0.3", "elu: 2"];
            for (var i = _random.Next(3); i > 0; i--) Layer(layers[_random.Next(layers.Length)]);
        }

        private bool Chance() => _random.Next(2) == 0;

        private void Layer(string text) => Line($"      - {text}");

        private void Line(string text) => _text.Append(text).Append('\n');
    }
}
