namespace FusionDsl.Generator.Tests;

/// <summary>Several heads of both kinds, an intermediate fusion, weights of heads and of classes, another optimizer, a schedule.</summary>
internal static class GaitNet
{
    public const string Enums = "namespace Gait.Lab;\n\npublic enum Sex { Female, Male }\n\npublic enum Gait { Walk, Run, Stairs }\n";

    public const string Attributed =
        """
        using FusionDsl;

        namespace Gait.Lab;

        [FusionModel, Train(Epochs = 8, BatchSize = 32, Patience = 3, Seed = 11, Threads = 2, ClipNorm = 1.5, Accumulate = 2)]
        [AdamW(1e-3, WeightDecay = 0.05), CosineSchedule(1e-5), Warmup(epochs: 2)]
        public partial class GaitNet
        {
            [Series(128, channels: 6, Hertz = 50), Standardize]
            public partial class Motion;

            [Vector(9)]
            public partial class Body;

            [Encoder<Motion>, Conv1d(16, kernel: 5, stride: 2, padding: 2), LayerNorm, Gelu, Gru(24, bidirectional: true)]
            public partial class MotionGru;

            [Encoder<Body>, Dense(16, bias: false), BatchNorm(Momentum = 0.2), Tanh]
            public partial class BodyMlp;

            [Concat<MotionGru, BodyMlp>, Dense(32), Silu, Dropout(0.25)]
            public partial class Person;

            [Concat<Person, BodyMlp>]
            public partial class Again;

            [Classifier<Person, Sex>(Weight = 2, Balance = true)]
            public partial class Who;

            [Classifier<Again, global::Gait.Lab.Gait>(LabelSmoothing = 0.1), ClassWeight(nameof(global::Gait.Lab.Gait.Stairs), 2.5), Dense(8), Relu]
            public partial class How;

            [Regression<Again>(3, Weight = 0.25)]
            public partial class Sizes;

            [Regression<Person>]
            public partial class Age;
        }
        """;

    public const string Yaml =
        """
        model: GaitNet
        namespace: Gait.Lab
        modalities:
          Motion: { series: 128, channels: 6, hertz: 50, standardize: true }
          Body: { vector: 9 }
        encoders:
          MotionGru: { from: Motion, layers: [conv1d: { channels: 16, kernel: 5, stride: 2, padding: 2 }, layerNorm, gelu, gru: { units: 24, bidirectional: true }] }
          BodyMlp: { from: Body, layers: [dense: { width: 16, bias: false }, batchNorm: { momentum: 0.2 }, tanh] }
        fusions:
          Person: { concat: [MotionGru, BodyMlp], layers: [dense: 32, silu, dropout: 0.25] }
          Again: { concat: [Person, BodyMlp] }
        heads:
          Who: { classify: Person, enum: Sex, classes: [Female, Male], weight: 2, balance: true }
          How: { classify: Again, enum: Gait, classes: [Walk, Run, Stairs], classWeights: { Stairs: 2.5 }, labelSmoothing: 0.1, layers: [dense: 8, relu] }
          Sizes: { regress: Again, targets: 3, weight: 0.25 }
          Age: { regress: Person }
        train: { epochs: 8, batchSize: 32, patience: 3, seed: 11, threads: 2, clipNorm: 1.5, accumulate: 2, adamW: { learningRate: 1e-3, weightDecay: 0.05 }, cosineSchedule: 1e-5, warmup: { epochs: 2 } }
        """;
}
