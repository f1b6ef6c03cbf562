namespace FusionDsl.Generator.Tests;

/// <summary>Autoencoders of a prepared series and of an early fusion, one frozen and one fine-tuned, in front of a fusion.</summary>
internal static class AutoencoderNet
{
    public const string Attributed =
        """
        using FusionDsl;

        namespace Sensors;

        [FusionModel]
        [Adam(1e-3)]
        public partial class AutoencoderNet
        {
            [Series(20, channels: 2), Standardize]
            public partial class Signal;

            [Vector(3)]
            public partial class Left;

            [Vector(4)]
            public partial class Right;

            [Autoencoder<Signal>(4, Noise = 0.1, FineTune = true, Epochs = 30, Patience = 5), LearningRate(0.1)]
            [Conv1d(6, kernel: 4, stride: 2), BatchNorm, Relu, MaxPool(2), Flatten, Dense(8), Tanh]
            public partial class SignalCode;

            [Concat<Left, Right>]
            public partial class Both;

            [Autoencoder<Both>(2)]
            public partial class BothCode;

            [Concat<SignalCode, BothCode>]
            public partial class Joint;

            [Regression<Joint>, Dense(4), Relu]
            public partial class Price;
        }
        """;

    public const string Yaml =
        """
        model: AutoencoderNet
        namespace: Sensors
        train: { adam: 1e-3 }
        modalities:
          Signal: { series: 20, channels: 2, standardize: true }
          Left: { vector: 3 }
          Right: { vector: 4 }
        encoders:
          SignalCode:
            autoencoder: Signal
            latent: 4
            noise: 0.1
            fineTune: true
            epochs: 30
            patience: 5
            learningRate: 0.1
            layers: [conv1d: { channels: 6, kernel: 4, stride: 2 }, batchNorm, relu, maxPool: 2, flatten, dense: 8, tanh]
          BothCode: { autoencoder: Both, latent: 2 }
        fusions:
          Both: { concat: [Left, Right] }
          Joint: { concat: [SignalCode, BothCode] }
        heads:
          Price: { regress: Joint, layers: [dense: 4, relu] }
        """;
}
