using FusionDsl.Testing;
using static FusionDsl.Testing.Snapshot;

namespace FusionDsl.Generator.Tests;

/// <summary>Whole models as they are generated. Each run is held to all checks of the harness, the compiler's among them.</summary>
public class ModelSnapshotTests
{
    [Fact]
    public Task Late_fusion_of_a_sequence_and_a_vector_with_declared_data() =>
        Verify(Generation.Run(Generation.Source(CipherNet.Attributed, "CipherNet.cs").WithSource(CipherNet.Cipher, "Cipher.cs")));

    [Fact]
    public Task Late_fusion_as_a_spec() => Verify(Generation.Run(Generation.Spec(CipherNet.Yaml, "cipher.fusion.yaml")));

    [Fact]
    public Task Several_heads_with_weights_and_an_intermediate_fusion() =>
        Verify(Generation.Run(Generation.Source(GaitNet.Attributed, "GaitNet.cs").WithSource(GaitNet.Enums, "Enums.cs")));

    [Fact]
    public Task Every_layer_on_a_series_an_image_and_tokens() => Verify(Generation.Run(Generation.Source(EveryLayerNet.Attributed, "EveryLayerNet.cs")));

    [Fact]
    public Task Every_operator_on_vectors_and_series() => Verify(Generation.Run(Generation.Source(EveryFusionNet.Attributed, "EveryFusionNet.cs")));

    [Fact]
    public Task Early_fusion_with_every_preparation() => Verify(Generation.Run(Generation.Source(PreparedNet.Attributed, "PreparedNet.cs")));

    [Fact]
    public Task Early_fusion_of_two_vectors() => Verify(Generation.Run(Generation.Source(EarlyNet.Attributed, "EarlyNet.cs")));

    [Fact]
    public Task Modalities_that_may_be_absent_and_branches_that_learn_on_their_own() =>
        Verify(Generation.Run(Generation.Source(PatientNet.Attributed, "PatientNet.cs").WithSource(PatientNet.Finding, "Finding.cs")));

    [Fact]
    public Task Every_decision() => Verify(Generation.Run(Generation.Source(DecisionNet.Attributed, "DecisionNet.cs").WithSource(DecisionNet.Enums, "Enums.cs")));

    [Fact]
    public Task Training_in_stages() => Verify(Generation.Run(Generation.Source(StagedNet.Attributed, "StagedNet.cs")));

    [Fact]
    public Task Autoencoders() => Verify(Generation.Run(Generation.Source(AutoencoderNet.Attributed, "AutoencoderNet.cs")));

    [Fact]
    public Task Balanced_branches_and_blended_heads() => Verify(Generation.Run(Generation.Net(
        """
            [Vector(3)] public partial class Left;
            [Vector(4)] public partial class Right;
            [Encoder<Left>, Dense(2), Tanh] public partial class LeftNet;
            [Encoder<Right>, Dense(2), Tanh] public partial class RightNet;
            [Concat<LeftNet, RightNet>] public partial class Joint;
            [Classifier<LeftNet, Kind>(Weight = 0.5)] public partial class ByLeft;
            [Classifier<RightNet, Kind>(Weight = 0.5)] public partial class ByRight;
            [Classifier<Joint, Kind>] public partial class Both;
        """, ", GradientBlending(5), OgmGe(0.3, Noise = true)")));

    [Fact]
    public void Generated_lines_are_at_most_140_columns_wide()
    {
        var inputs = new[]
        {
            Generation.Source(CipherNet.Attributed).WithSource(CipherNet.Cipher, "Cipher.cs"), Generation.Source(GaitNet.Attributed).WithSource(GaitNet.Enums, "Enums.cs"),
            Generation.Spec(EveryLayerNet.Yaml), Generation.Spec(EarlyNet.Yaml), Generation.Spec(EveryFusionNet.Yaml), Generation.Spec(PreparedNet.Yaml),
            Generation.Spec(PatientNet.Yaml), Generation.Spec(DecisionNet.Yaml), Generation.Spec(StagedNet.Yaml), Generation.Spec(AutoencoderNet.Yaml),
        };
        foreach (var (name, text) in inputs.SelectMany(input => Generation.Quick(input).Sources))
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 140, $"{name} ({line.Length} columns): {line}"));
    }

    [Fact]
    public void No_snapshot_is_without_a_test() => SnapshotFiles.AssertAllClaimed(typeof(ModelSnapshotTests).Assembly);
}
