using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>One model written both ways has byte-equal code; what carries no meaning changes nothing.</summary>
public class ParityTests
{
    public static TheoryData<string> Models => ["CipherNet", "GaitNet", "EveryLayerNet", "EveryFusionNet", "EarlyNet", "PreparedNet", "PatientNet", "DecisionNet", "StagedNet", "AutoencoderNet"];

    [Theory, MemberData(nameof(Models))]
    public void Attributes_and_YAML_give_the_same_files(string model)
    {
        var (attributed, yaml) = Both(model);
        var fromClass = Generation.Quick(attributed);
        var fromSpec = Generation.Quick(yaml);
        DiagnosticAssert.None(fromClass);
        DiagnosticAssert.None(fromSpec);

        var enums = fromSpec.Sources.Keys.Where(name => name.EndsWith(".Classes.g.cs", StringComparison.Ordinal)).ToList();
        Assert.Equal(fromClass.Sources.Keys, fromSpec.Sources.Keys.Except(enums));
        Assert.All(fromClass.Sources, file => Assert.Equal(file.Value, fromSpec[file.Key]));
        Assert.Equal(EnumsOf(model), enums.Count);
        Assert.NotEmpty(fromClass.Sources);
    }

    [Theory, MemberData(nameof(Models))]
    public void The_spec_alone_compiles_without_a_warning(string model) => Assert.Equal("", Generation.CompilerSays(Generation.Quick(Both(model).Yaml)));

    [Fact]
    public void The_order_of_nodes_and_keys_carries_no_meaning()
    {
        const string shuffled =
            """
            data:
              split: { seed: 7, group: build, stratify: Verdict, test: 0.15, validation: 0.15 }
              sources:
                Verdict: { column: cipher, file: functions.parquet }
                Counts:  { columns: c000..c111, file: counts.csv }
                Opcodes: { column: opcodes, file: functions.parquet }
              memory: 2 GB
              key: id
            train: { adam: 2e-4, batchSize: 64, epochs: 50 }
            heads:
              Verdict: { classes: [Aes, Present, Prince, Sparx], enum: Cipher, classify: Joint }
            fusions:
              Joint: { concat: [OpcodeCnn, CountsMlp] }
            encoders:
              CountsMlp:
                layers: [dense: 256, batchNorm, dense: 32, batchNorm, relu, dense: 12, relu]
                from: Counts
              OpcodeCnn:
                layers: [embedding: 8, conv1d: { kernel: 16, channels: 256 }, batchNorm, relu, conv1d: { kernel: 4, channels: 32 }, batchNorm, relu, flatten, dense: 12, relu]
                from: Opcodes
            modalities:
              Counts:  { standardize: true, vector: 112 }
              Opcodes: { vocabulary: 112, tokens: 256 }
            namespace: AvrCrypto
            model: CipherNet
            """;
        AssertSame(Generation.Spec(CipherNet.Yaml), Generation.Spec(shuffled));
    }

    [Fact]
    public void The_order_of_classes_and_attributes_carries_no_meaning()
    {
        const string first = "[Vector(3), Standardize] public partial class A; [Vector(4)] public partial class B; [Concat<A, B>] public partial class C; [Classifier<C, Kind>(Weight = 2), Dense(4)] public partial class D;";
        const string second = "[Dense(4), Classifier<C, Kind>(Weight = 2)] public partial class D; [Concat<A, B>] public partial class C; [Vector(4)] public partial class B; [Standardize, Vector(3)] public partial class A;";
        AssertSame(Generation.Net(first, ", Adam(1e-3), Train(Epochs = 2)"), Generation.Net(second, ", Train(Epochs = 2), Adam(1e-3)"));
    }

    [Theory]
    [InlineData("StepSchedule(10)", "stepSchedule: 10", "new StepScheduleOptions(Every: 10, Factor: 0.1)")]
    [InlineData("StepSchedule(every: 10, factor: 0.5)", "stepSchedule: { every: 10, factor: 0.5 }", "new StepScheduleOptions(Every: 10, Factor: 0.5)")]
    [InlineData("CosineSchedule", "cosineSchedule: {}", "new CosineScheduleOptions(Minimum: 0)")]
    [InlineData("CosineSchedule(1e-5)", "cosineSchedule: 1e-5", "new CosineScheduleOptions(Minimum: 1e-5)")]
    [InlineData("OneCycleSchedule(maximum: 0.1)", "oneCycleSchedule: 0.1", "new OneCycleScheduleOptions(Maximum: 0.1, Rise: 0.3, FinalFactor: 0.0001, Linear: false)")]
    [InlineData("OneCycleSchedule(1, Rise = 0.2, FinalFactor = 0.01, Linear = true)", "oneCycleSchedule: { maximum: 1, rise: 0.2, finalFactor: 0.01, linear: true }",
        "new OneCycleScheduleOptions(Maximum: 1, Rise: 0.2, FinalFactor: 0.01, Linear: true)")]
    [InlineData("PlateauSchedule", "plateauSchedule: {}", "new PlateauScheduleOptions(Factor: 0.1, Patience: 5, Threshold: 0.0001, Minimum: 0)")]
    [InlineData("PlateauSchedule(0.5, patience: 3, Threshold = 0, Minimum = 1e-4)", "plateauSchedule: { factor: 0.5, patience: 3, threshold: 0, minimum: 1e-4 }",
        "new PlateauScheduleOptions(Factor: 0.5, Patience: 3, Threshold: 0, Minimum: 0.0001)")]
    [InlineData("Warmup(200)", "warmup: 200", "Warmup = new WarmupOptions(Steps: 200)")]
    [InlineData("Warmup(epochs: 2)", "warmup: { epochs: 2 }", "Warmup = new WarmupOptions(Epochs: 2)")]
    [InlineData("Train(ClipNorm = 1.5)", "clipNorm: 1.5", "ClipNorm = 1.5")]
    [InlineData("Train(ClipValue = 0.5)", "clipValue: 0.5", "ClipValue = 0.5")]
    [InlineData("Train(Accumulate = 4)", "accumulate: 4", "Accumulate = 4")]
    public void Training_is_declared_alike(string attribute, string key, string generated)
    {
        var fromClass = Generation.Quick(Generation.Net("[Vector(3)] public partial class A; [Regression<A>] public partial class H;", ", " + attribute));
        var fromSpec = Generation.Quick(Generation.Spec(
            $"model: Net\nnamespace: Demo\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}\ntrain: {{ {key} }}"));
        DiagnosticAssert.None(fromClass);
        DiagnosticAssert.None(fromSpec);
        Assert.Equal(fromClass.Sources, fromSpec.Sources);
        Assert.Contains(generated, fromClass["Demo.Net.Trainer.g.cs"]);
        Assert.Equal("", Generation.CompilerSays(fromSpec));
    }

    [Theory]
    [InlineData("GradientBlending(3)", "gradientBlending: 3", "GradientBlending = new BlendingOptions(Every: 3),")]
    [InlineData("OgmGe", "ogmGe: {}", "OgmGe = new ModulationOptions(Alpha: 0.3, Noise: false),")]
    [InlineData("OgmGe(0.1, Noise = true), GradientBlending(every: 1)", "ogmGe: { alpha: 0.1, noise: true }, gradientBlending: { every: 1 }", "OgmGe = new ModulationOptions(Alpha: 0.1, Noise: true),")]
    public void Branches_are_balanced_alike(string attribute, string key, string generated)
    {
        var fromClass = Generation.Quick(Generation.Net(
            """
            [Vector(3)] public partial class A; [Vector(4)] public partial class B;
            [Encoder<A>, Dense(2)] public partial class Ea; [Encoder<B>, Dense(2)] public partial class Eb;
            [Classifier<Ea, Kind>] public partial class Ha; [Classifier<Eb, Kind>] public partial class Hb;
            """, ", " + attribute));
        var fromSpec = Generation.Quick(Generation.Spec(
            "model: Net\nnamespace: Demo\nmodalities: { A: { vector: 3 }, B: { vector: 4 } }\nencoders: { Ea: { from: A, layers: [dense: 2] }, Eb: { from: B, layers: [dense: 2] } }\n"
            + $"heads: {{ Ha: {{ classify: Ea, enum: Kind, classes: [A, B] }}, Hb: {{ classify: Eb, enum: Kind, classes: [A, B] }} }}\ntrain: {{ {key} }}"));
        DiagnosticAssert.None(fromClass);
        DiagnosticAssert.None(fromSpec);
        Assert.Equal(fromClass.Sources, fromSpec.Sources.Where(file => !file.Key.EndsWith(".Classes.g.cs", StringComparison.Ordinal)));
        Assert.Contains(generated, fromClass["Demo.Net.Trainer.g.cs"]);
        Assert.Equal("", Generation.CompilerSays(fromSpec));
    }

    [Theory]
    [InlineData("[Encoder<A>, LearningRate(0.1), Dense(4)] public partial class E;", "{ from: A, learningRate: 0.1, layers: [dense: 4] }", "LearningRates = [new NodeRate(nameof(E), 0.1)],")]
    [InlineData("[Encoder<A>, Dense(4), LearningRate(1)] public partial class E;", "{ from: A, layers: [dense: 4] }", "Accumulate = 1,\n        };")]
    public void A_node_has_its_learning_rate_alike(string attributed, string yaml, string generated)
    {
        var fromClass = Generation.Quick(Generation.Net($"[Vector(3)] public partial class A; {attributed} [Regression<E>] public partial class H;"));
        var fromSpec = Generation.Quick(Generation.Spec(
            $"model: Net\nnamespace: Demo\nmodalities: {{ A: {{ vector: 3 }} }}\nencoders: {{ E: {yaml} }}\nheads: {{ H: {{ regress: E }} }}"));
        DiagnosticAssert.None(fromClass);
        DiagnosticAssert.None(fromSpec);
        Assert.Equal(fromClass.Sources, fromSpec.Sources);
        Assert.Contains(generated, fromClass["Demo.Net.Trainer.g.cs"]);
        Assert.Equal("", Generation.CompilerSays(fromSpec));
    }

    [Fact]
    public void The_order_of_class_weights_carries_no_meaning_and_a_weight_of_1_changes_nothing()
    {
        const string enums = "namespace Demo; public enum Kind { A, B, C }";
        GeneratorInput Net(string head) => Generation.Source(
            $"using FusionDsl; namespace Demo; [FusionModel] public partial class Net {{ [Vector(3)] public partial class A; [{head}] public partial class H; }}").WithSource(enums, "Kind.cs");
        AssertSame(
            Net("Classifier<A, Kind>, ClassWeight(nameof(Kind.C), 3), ClassWeight(nameof(Kind.A), 0.5), Dense(4)"),
            Net("ClassWeight(\"A\", 0.5), Dense(4), ClassWeight(weight: 3, name: \"C\"), Classifier<A, Kind>"));
        AssertSame(Net("Classifier<A, Kind>, ClassWeight(nameof(Kind.B), 1)"), Net("Classifier<A, Kind>(Balance = false, LabelSmoothing = 0)"));

        GeneratorInput Spec(string more) => Generation.Spec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: K, classes: [X, Y, Z]{more} }} }}");
        AssertSame(Spec(", classWeights: { X: 2, Z: 4 }"), Spec(", classWeights: { Z: 4.0, Y: 1, X: 2 }"));
        AssertSame(Spec(""), Spec(", classWeights: { X: 1 }, balance: false, labelSmoothing: 0"));
        Assert.NotEqual(Generation.Quick(Spec(", classWeights: { X: 2 }")).Sources, Generation.Quick(Spec(", classWeights: { Y: 2 }")).Sources);
    }

    [Fact]
    public void The_order_of_stages_carries_meaning_and_that_within_one_does_not()
    {
        GeneratorInput Net(string stages) => Generation.Net(
            "[Vector(3)] public partial class A; [Encoder<A>, Dense(2)] public partial class E; [Regression<E>] public partial class H; [Regression<E>] public partial class I;", stages);
        AssertSame(
            Net(", Stage(\"a\", Train = [nameof(Net.E), nameof(Net.H)], Losses = [nameof(Net.H)]), Stage(\"b\")"),
            Net(", Stage(\"a\", Losses = [\"H\"], Freeze = [\"I\"]), Stage(name: \"b\")"));
        AssertSame(
            Net(", Stage(\"a\", Train = [nameof(Net.E), nameof(Net.H), nameof(Net.I)])"), Net(", Stage(\"a\", Losses = [nameof(Net.I), nameof(Net.H)])"));
        Assert.NotEqual(Generation.Quick(Net(", Stage(\"a\"), Stage(\"b\")")).Sources, Generation.Quick(Net(", Stage(\"b\"), Stage(\"a\")")).Sources);
    }

    [Fact]
    public void The_order_of_preparations_carries_no_meaning()
    {
        const string nodes = "public partial class T; [Series(9, Hertz = 9), {1}] public partial class S; [Encoder<S>, Flatten] public partial class F; [Concat<T, F>] public partial class C; [Regression<C>] public partial class D;";
        AssertSame(
            Generation.Net("[Tokens(4, vocabulary: 3), OneHot, MinMax, Pca(2)] " + nodes.Replace("{1}", "Resample(3), Standardize")),
            Generation.Net("[Pca(2), OneHot, Tokens(4, vocabulary: 3), MinMax] " + nodes.Replace("{1}", "Standardize, Resample(3)")));
        AssertSame(
            Generation.Spec("model: Net\nmodalities: { A: { vector: 5, standardize: true, pca: 3, minMax: false } }\nheads: { H: { regress: A } }"),
            Generation.Spec("model: Net\nmodalities: { A: { pca: { whiten: false, components: 3 }, standardize: true, vector: 5 } }\nheads: { H: { regress: A } }"));
    }

    [Theory]
    [InlineData("Pca(3)", "pca: 3")]
    [InlineData("Pca(variance: 0.9)", "pca: { variance: 0.9 }")]
    [InlineData("Pca(3, 0.9, Whiten = true)", "pca: { components: 3, variance: 0.9, whiten: true }")]
    [InlineData("MinMax", "minMax: true")]
    public void Each_parameter_of_a_preparation_changes_the_code_alike(string attribute, string key)
    {
        var fromClass = Generation.Quick(Generation.Net($"[Vector(5), {attribute}] public partial class A; [Regression<A>] public partial class H;"));
        var fromSpec = Generation.Quick(Generation.Spec($"model: Net\nnamespace: Demo\nmodalities: {{ A: {{ vector: 5, {key} }} }}\nheads: {{ H: {{ regress: A }} }}"));
        DiagnosticAssert.None(fromClass);
        Assert.Equal(fromClass.Sources, fromSpec.Sources);
        Assert.Equal("", Generation.CompilerSays(fromSpec));
        Assert.NotEqual(fromSpec.Sources, Generation.Quick(Generation.Spec("model: Net\nnamespace: Demo\nmodalities: { A: { vector: 5, pca: 4 } }\nheads: { H: { regress: A } }")).Sources);
    }

    [Fact]
    public void The_order_of_operands_carries_meaning()
    {
        var swapped = Generation.Spec(CipherNet.Yaml).Edit("model.fusion.yaml", "[OpcodeCnn, CountsMlp]", "[CountsMlp, OpcodeCnn]");
        Assert.NotEqual(Generation.Quick(Generation.Spec(CipherNet.Yaml)).Sources, Generation.Quick(swapped).Sources);
    }

    [Fact]
    public void A_default_that_is_written_out_changes_nothing()
    {
        var written = Generation.Spec(EarlyNet.Yaml + "\ntrain: { epochs: 50, batchSize: 64, patience: 10, seed: 1, adam: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } }");
        AssertSame(Generation.Spec(EarlyNet.Yaml), written);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_line_ends_of_a_spec_carry_no_meaning(string lineEnd) =>
        AssertSame(Generation.Spec(CipherNet.Yaml), Generation.Spec(CipherNet.Yaml.ReplaceLineEndings(lineEnd)));

    [Fact]
    public void The_line_ends_of_a_source_carry_no_meaning() => AssertSame(
        Generation.Source(EveryLayerNet.Attributed), Generation.Source(EveryLayerNet.Attributed.ReplaceLineEndings("\r\n")));

    [Fact]
    public void A_byte_order_mark_carries_no_meaning() => AssertSame(Generation.Spec(EarlyNet.Yaml), Generation.Spec("\uFEFF" + EarlyNet.Yaml));

    private static (GeneratorInput Attributed, GeneratorInput Yaml) Both(string model) => model switch
    {
        "CipherNet" => (Generation.Source(CipherNet.Attributed).WithSource(CipherNet.Cipher, "Cipher.cs"), Generation.Spec(CipherNet.Yaml)),
        "GaitNet" => (Generation.Source(GaitNet.Attributed).WithSource(GaitNet.Enums, "Enums.cs"), Generation.Spec(GaitNet.Yaml)),
        "EveryFusionNet" => (Generation.Source(EveryFusionNet.Attributed), Generation.Spec(EveryFusionNet.Yaml)),
        "DecisionNet" => (Generation.Source(DecisionNet.Attributed).WithSource(DecisionNet.Enums, "Enums.cs"), Generation.Spec(DecisionNet.Yaml)),
        "EveryLayerNet" => (Generation.Source(EveryLayerNet.Attributed), Generation.Spec(EveryLayerNet.Yaml)),
        "AutoencoderNet" => (Generation.Source(AutoencoderNet.Attributed), Generation.Spec(AutoencoderNet.Yaml)),
        "StagedNet" => (Generation.Source(StagedNet.Attributed), Generation.Spec(StagedNet.Yaml)),
        "PreparedNet" => (Generation.Source(PreparedNet.Attributed), Generation.Spec(PreparedNet.Yaml)),
        "PatientNet" => (Generation.Source(PatientNet.Attributed).WithSource(PatientNet.Finding, "Finding.cs"), Generation.Spec(PatientNet.Yaml)),
        _ => (Generation.Source(EarlyNet.Attributed), Generation.Spec(EarlyNet.Yaml)),
    };

    private static int EnumsOf(string model) => model switch { "CipherNet" or "EveryLayerNet" or "PreparedNet" or "PatientNet" or "DecisionNet" => 1, "GaitNet" => 2, _ => 0 };

    private static void AssertSame(GeneratorInput first, GeneratorInput second)
    {
        var (one, other) = (Generation.Quick(first), Generation.Quick(second));
        DiagnosticAssert.None(one);
        DiagnosticAssert.None(other);
        Assert.NotEmpty(one.Sources);
        Assert.Equal(one.Sources, other.Sources);
    }
}
