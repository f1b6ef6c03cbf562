namespace FusionDsl.Generator.Tests;

/// <summary>Every layer of the catalogue once, on a series, an image, tokens and a vector.</summary>
internal static class EveryLayerNet
{
    public const string Attributed =
        """
        using FusionDsl;

        namespace Zoo;

        public enum Animal { Cat, Dog, Emu }

        [FusionModel, Sgd(0.1, Momentum = 0.9, Nesterov = true)]
        public partial class EveryLayerNet
        {
            [Series(64, channels: 3)]
            public partial class Sound;

            [Image(24, 32), Standardize]
            public partial class Photo;

            [Tokens(20, vocabulary: 50, Truncate = true)]
            public partial class Words;

            [Encoder<Sound>, Conv1d(8, 5, stride: 2, padding: 2, dilation: 1), MaxPool(2), Lstm(6, layers: 2, sequence: true, dropout: 0.1), LayerNorm, Elu]
            [AvgPool(2, Stride = 1, Padding = 1), TransformerEncoder(2, Hidden = 16), GlobalAvgPool, Softmax]
            public partial class SoundNet;

            [Encoder<Photo>, Conv2d(4, kernel: 3, padding: 1), BatchNorm, Relu, MaxPool(2), Conv2d(8, kernel: 3), LeakyRelu(0.2), AvgPool(2), GlobalMaxPool, Sigmoid]
            public partial class PhotoNet;

            [Encoder<Words>, Embedding(8), PositionalEncoding, TransformerEncoder(4, layers: 2), Silu, Gru(5), Tanh]
            public partial class WordNet;

            [Concat<SoundNet, PhotoNet, WordNet>, Dense(10), Gelu, Dropout(0.5)]
            public partial class All;

            [Encoder<Photo>, Conv2d(2, kernel: 5, stride: 3), Flatten, Dense(4)]
            public partial class Flat;

            [Concat<All, Flat>]
            public partial class Both;

            [Classifier<Both, Animal>]
            public partial class What;
        }
        """;

    public const string Yaml =
        """
        model: EveryLayerNet
        namespace: Zoo
        modalities:
          Sound: { series: 64, channels: 3 }
          Photo: { image: { height: 24, width: 32 }, standardize: true }
          Words: { tokens: 20, vocabulary: 50, truncate: true }
        encoders:
          SoundNet:
            from: Sound
            layers:
              - conv1d: { channels: 8, kernel: 5, stride: 2, padding: 2, dilation: 1 }
              - maxPool: 2
              - lstm: { units: 6, layers: 2, sequence: true, dropout: 0.1 }
              - layerNorm
              - elu
              - avgPool: { kernel: 2, stride: 1, padding: 1 }
              - transformerEncoder: { heads: 2, hidden: 16 }
              - globalAvgPool
              - softmax
          PhotoNet:
            from: Photo
            layers:
              - conv2d: { channels: 4, kernel: 3, padding: 1 }
              - batchNorm
              - relu
              - maxPool: 2
              - conv2d: { channels: 8, kernel: 3 }
              - leakyRelu: 0.2
              - avgPool: 2
              - globalMaxPool
              - sigmoid
          WordNet:
            from: Words
            layers: [embedding: 8, positionalEncoding, transformerEncoder: { heads: 4, layers: 2 }, silu, gru: 5, tanh]
          Flat:
            from: Photo
            layers: [conv2d: { channels: 2, kernel: 5, stride: 3 }, flatten, dense: 4]
        fusions:
          All: { concat: [SoundNet, PhotoNet, WordNet], layers: [dense: 10, gelu, dropout: 0.5] }
          Both: { concat: [All, Flat] }
        heads:
          What: { classify: Both, enum: Animal, classes: [Cat, Dog, Emu] }
        train: { sgd: { learningRate: 0.1, momentum: 0.9, nesterov: true } }
        """;
}
