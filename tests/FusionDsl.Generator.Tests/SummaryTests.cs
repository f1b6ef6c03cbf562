namespace FusionDsl.Generator.Tests;

/// <summary>What is known of a model before it runs.</summary>
public class SummaryTests
{
    private const string Spec =
        """
        model: Net
        namespace: Demo
        modalities:
          A: { vector: 3, standardize: true }
          S: { series: 10, channels: 2 }
        encoders:
          E: { from: S, layers: [conv1d: { channels: 4, kernel: 3 }, relu, maxPool: 2, flatten, dense: 5] }
        fusions:
          F: { concat: [A, E] }
        heads:
          H: { regress: F }
        """;

    [Fact]
    public void Memory_is_what_is_handed_on()
    {
        // A, prepared A and S; the convolution, the pooling and the Dense (Relu works in place, Flatten is a view); the joint vector; the answer.
        const int inputs = 3 + 3 + 20, encoder = 32 + 16 + 5, joint = 8, answer = 1;
        var summary = Generation.Quick(Generation.Spec(Spec))["Demo.Net.Summary.g.cs"];
        Assert.Contains($"public const long TrainingBytesPerSample = {4 * (inputs + encoder + joint + answer)};", summary);
        // What the encoder made on its way is gone when its five numbers are joined.
        Assert.Contains($"public const long PredictionBytesPerSample = {4 * (inputs + encoder)};", summary);
    }

    [Fact]
    public void The_class_tells_its_costs() => Assert.Contains(
        "/// 122 parameters. Per sample 592 FLOPs, and activations of\n/// 352 bytes in training, 316 in prediction. See <see cref=\"Summary\"/>.",
        Generation.Quick(Generation.Spec(Spec))["Demo.Net.Module.g.cs"]);
}
