namespace FusionDsl.Models.Tests.Declared;

/// <summary>A ReLU behind every kind of layer: in place only where nobody needs what it overwrites.</summary>
[FusionModel]
public partial class ReluAfterAll
{
    [Vector(4)]
    public partial class V;

    [Series(6, channels: 4)]
    public partial class S;

    [Tokens(6, vocabulary: 5)]
    public partial class T;

    [Encoder<V>]
    [Relu, Relu, Sigmoid, Relu, Tanh, Relu, Dense(4), Relu, Relu, Softmax, Relu, Dense(6), LayerNorm, Relu, Elu, Relu, LeakyRelu, Relu, Silu, Relu, Gelu, Relu]
    public partial class FeatureNet;

    [Encoder<V>]
    [Dense(5), Dropout(0.3), Relu, Dense(5), BatchNorm, Relu, Dropout(0), Relu]
    public partial class DropNet;

    [Encoder<S>]
    [Relu, Conv1d(4, kernel: 3, padding: 1), Relu, MaxPool(2), Relu, Conv1d(4, kernel: 2, padding: 1), AvgPool(2), Relu, PositionalEncoding, Relu, Flatten, Relu]
    public partial class SeriesNet;

    [Encoder<S>]
    [TransformerEncoder(heads: 2), Relu, Lstm(3, sequence: true), Relu, Gru(3), Relu]
    public partial class SequenceNet;

    [Encoder<S>]
    [Flatten, Relu]
    public partial class Flat;

    [Encoder<T>]
    [Embedding(3), Relu, GlobalMaxPool, Relu]
    public partial class TokenNet;

    [Concat<FeatureNet, DropNet, SeriesNet, SequenceNet, Flat, TokenNet>]
    [Relu]
    public partial class Joint;

    [Regression<Joint>]
    [Relu]
    public partial class Y;
}
