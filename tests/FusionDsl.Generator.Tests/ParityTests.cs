using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>One model written both ways has byte-equal code; what carries no meaning changes nothing.</summary>
public class ParityTests
{
    public static TheoryData<string> Models => ["CipherNet", "GaitNet", "EveryLayerNet", "EarlyNet"];

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
        "EveryLayerNet" => (Generation.Source(EveryLayerNet.Attributed), Generation.Spec(EveryLayerNet.Yaml)),
        _ => (Generation.Source(EarlyNet.Attributed), Generation.Spec(EarlyNet.Yaml)),
    };

    private static int EnumsOf(string model) => model switch { "CipherNet" or "EveryLayerNet" => 1, "GaitNet" => 2, _ => 0 };

    private static void AssertSame(GeneratorInput first, GeneratorInput second)
    {
        var (one, other) = (Generation.Quick(first), Generation.Quick(second));
        DiagnosticAssert.None(one);
        DiagnosticAssert.None(other);
        Assert.NotEmpty(one.Sources);
        Assert.Equal(one.Sources, other.Sources);
    }
}
