namespace FusionDsl.Generator.Tests;

/// <summary>Stages, frozen nodes, losses that count for a while, and learning rates of their own, in a model with generated steps.</summary>
internal static class StagedNet
{
    public const string Attributed =
        """
        using FusionDsl;

        namespace Sensors;

        [FusionModel]
        [Train(BatchSize = 32), Adam(1e-3)]
        [Stage("branches", Train = [nameof(LeftNet), nameof(RightNet), nameof(LeftOnly), nameof(RightOnly)], Epochs = 10, Patience = 3)]
        [Stage("fusion", Freeze = new[] { nameof(LeftNet), nameof(RightNet) }, Losses = [nameof(Price)], Epochs = 5, Patience = 0)]
        [Stage("fine", LearningRate = 1e-4, Epochs = 20, Patience = 5)]
        public partial class StagedNet
        {
            [Vector(3), Standardize]
            public partial class Left;

            [Vector(4)]
            public partial class Right;

            [Encoder<Left>, LearningRate(0.5)]
            [Dense(8), BatchNorm, Relu, Dropout(0.2)]
            public partial class LeftNet;

            [Encoder<Right>]
            [Dense(8), Relu]
            public partial class RightNet;

            [Concat<LeftNet, RightNet>]
            public partial class Joint;

            [Regression<LeftNet>(Weight = 0.3)]
            public partial class LeftOnly;

            [Regression<RightNet>(Weight = 0.3)]
            public partial class RightOnly;

            [Regression<Joint>, Dense(4), Tanh]
            public partial class Price;
        }
        """;

    public const string Yaml =
        """
        model: StagedNet
        namespace: Sensors
        modalities:
          Left: { vector: 3, standardize: true }
          Right: { vector: 4 }
        encoders:
          LeftNet: { from: Left, learningRate: 0.5, layers: [dense: 8, batchNorm, relu, dropout: 0.2] }
          RightNet: { from: Right, layers: [dense: 8, relu] }
        fusions:
          Joint: { concat: [LeftNet, RightNet] }
        heads:
          LeftOnly: { regress: LeftNet, weight: 0.3 }
          RightOnly: { regress: RightNet, weight: 0.3 }
          Price: { regress: Joint, layers: [dense: 4, tanh] }
        train:
          batchSize: 32
          adam: 1e-3
          stages:
            - { name: branches, train: [RightNet, LeftNet, RightOnly, LeftOnly], epochs: 10, patience: 3 }
            - { name: fusion, freeze: [LeftNet, RightNet], losses: Price, epochs: 5, patience: 0 }
            - name: fine
              learningRate: 1e-4
              epochs: 20
              patience: 5
        """;
}
