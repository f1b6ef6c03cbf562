namespace FusionDsl.Models.Tests.Declared;

// Every layer is an encoder of its own, so that a test can call it alone; the fusions and the head make it a whole model.

/// <summary>Layers on [feature].</summary>
[FusionModel]
public partial class FeatureLayers
{
    [Vector(6)]
    public partial class X;

    [Encoder<X>]
    [Dense(4)]
    public partial class Dense;

    [Encoder<X>]
    [Dense(4, bias: false)]
    public partial class Unbiased;

    [Encoder<X>]
    [BatchNorm(Momentum = 0.3, Epsilon = 1e-3)]
    public partial class Batch1;

    [Encoder<X>]
    [LayerNorm(Epsilon = 1e-3)]
    public partial class Layer1;

    [Encoder<X>]
    [Dropout(0.4)]
    public partial class Dropped;

    [Encoder<X>]
    [Relu]
    public partial class Relu;

    [Encoder<X>]
    [LeakyRelu(0.2)]
    public partial class LeakyRelu;

    [Encoder<X>]
    [Elu(0.7)]
    public partial class Elu;

    [Encoder<X>]
    [Gelu]
    public partial class Gelu;

    [Encoder<X>]
    [Silu]
    public partial class Silu;

    [Encoder<X>]
    [Tanh]
    public partial class Tanh;

    [Encoder<X>]
    [Sigmoid]
    public partial class Sigmoid;

    [Encoder<X>]
    [Softmax]
    public partial class Softmax;

    [Concat<Dense, Unbiased, Batch1, Layer1, Dropped, Relu, LeakyRelu, Elu>]
    public partial class Some;

    [Concat<Some, Gelu, Silu, Tanh, Sigmoid, Softmax>]
    [Relu, Dense(5), Dense(3)]
    public partial class All;

    [Regression<All>(2)]
    [Tanh]
    public partial class Y;
}

/// <summary>Layers on [channel, time].</summary>
[FusionModel]
public partial class SeriesLayers
{
    [Series(21, channels: 3)]
    public partial class X;

    [Encoder<X>]
    [Conv1d(5, kernel: 4)]
    public partial class Conv;

    [Encoder<X>]
    [Conv1d(5, kernel: 3, stride: 2, padding: 2, dilation: 3, bias: false)]
    public partial class SparseConv;

    [Encoder<X>]
    [BatchNorm]
    public partial class Batch1;

    [Encoder<X>]
    [LayerNorm]
    public partial class Layer1;

    [Encoder<X>]
    [Softmax]
    public partial class Softmax;

    [Encoder<X>]
    [MaxPool(3)]
    public partial class MaxPool;

    [Encoder<X>]
    [MaxPool(4, Stride = 3, Padding = 2)]
    public partial class PaddedMaxPool;

    [Encoder<X>]
    [AvgPool(2)]
    public partial class AvgPool;

    [Encoder<X>]
    [AvgPool(4, Stride = 3, Padding = 2)]
    public partial class PaddedAvgPool;

    [Encoder<X>]
    [GlobalAvgPool]
    public partial class GlobalAvg;

    [Encoder<X>]
    [GlobalMaxPool]
    public partial class GlobalMax;

    [Encoder<X>]
    [PositionalEncoding]
    public partial class Places;

    [Encoder<X>]
    [Flatten]
    public partial class Flat;

    [Concat<Batch1, Layer1, Softmax, Places>]
    [Flatten]
    public partial class AsLong;

    [Encoder<Conv>]
    [Flatten]
    public partial class FlatConv;

    [Encoder<SparseConv>]
    [Flatten]
    public partial class FlatSparseConv;

    [Encoder<MaxPool>]
    [Flatten]
    public partial class FlatMaxPool;

    [Encoder<AvgPool>]
    [Flatten]
    public partial class FlatAvgPool;

    [Concat<PaddedMaxPool, PaddedAvgPool>]
    [Flatten]
    public partial class PaddedPools;

    [Concat<AsLong, FlatConv, FlatSparseConv, FlatMaxPool, FlatAvgPool, PaddedPools, GlobalAvg, GlobalMax>]
    public partial class Most;

    [Concat<Most, Flat>]
    public partial class All;

    [Regression<All>]
    public partial class Y;
}

/// <summary>Layers that remember and attend.</summary>
[FusionModel]
public partial class SequenceLayers
{
    [Series(9, channels: 4)]
    public partial class X;

    [Encoder<X>]
    [Lstm(3)]
    public partial class Lstm;

    [Encoder<X>]
    [Lstm(3, layers: 2, bidirectional: true)]
    public partial class DeepLstm;

    [Encoder<X>]
    [Lstm(3, layers: 2, bidirectional: true, sequence: true, dropout: 0.3)]
    public partial class LstmSequence;

    [Encoder<X>]
    [Gru(3)]
    public partial class Gru;

    [Encoder<X>]
    [Gru(2, layers: 2, bidirectional: true)]
    public partial class DeepGru;

    [Encoder<X>]
    [Gru(2, layers: 3, sequence: true)]
    public partial class GruSequence;

    [Encoder<X>]
    [TransformerEncoder(heads: 2)]
    public partial class Transformer;

    [Encoder<X>]
    [TransformerEncoder(heads: 4, layers: 2, Hidden = 7, Dropout = 0.2)]
    public partial class DeepTransformer;

    [Concat<LstmSequence, GruSequence, Transformer, DeepTransformer>]
    [Flatten]
    public partial class Long;

    [Concat<Lstm, DeepLstm, Gru, DeepGru, Long>]
    public partial class All;

    [Regression<All>]
    public partial class Y;
}

/// <summary>Layers on [channel, height, width].</summary>
[FusionModel]
public partial class ImageLayers
{
    [Image(9, 8, channels: 2), Standardize]
    public partial class X;

    [Encoder<X>]
    [Conv2d(3, kernel: 3)]
    public partial class Conv;

    [Encoder<X>]
    [Conv2d(3, kernel: 2, stride: 2, padding: 1, dilation: 3, bias: false)]
    public partial class SparseConv;

    [Encoder<X>]
    [BatchNorm]
    public partial class Batch1;

    [Encoder<X>]
    [LayerNorm]
    public partial class Layer1;

    [Encoder<X>]
    [MaxPool(2)]
    public partial class MaxPool;

    [Encoder<X>]
    [MaxPool(3, Stride = 2, Padding = 1)]
    public partial class PaddedMaxPool;

    [Encoder<X>]
    [AvgPool(2)]
    public partial class AvgPool;

    [Encoder<X>]
    [AvgPool(3, Stride = 2, Padding = 1)]
    public partial class PaddedAvgPool;

    [Encoder<X>]
    [GlobalAvgPool]
    public partial class GlobalAvg;

    [Encoder<X>]
    [GlobalMaxPool]
    public partial class GlobalMax;

    [Concat<Batch1, Layer1>]
    [Flatten]
    public partial class Norms;

    [Concat<MaxPool, AvgPool>]
    [Flatten]
    public partial class Pools;

    [Concat<PaddedMaxPool, PaddedAvgPool>]
    [Flatten]
    public partial class PaddedPools;

    [Encoder<Conv>]
    [Flatten]
    public partial class FlatConv;

    [Encoder<SparseConv>]
    [Flatten]
    public partial class FlatSparseConv;

    [Concat<Norms, Pools, PaddedPools, FlatConv, FlatSparseConv, GlobalAvg, GlobalMax>]
    public partial class All;

    [Regression<All>]
    public partial class Y;
}

/// <summary>Early fusion: modalities are joined before any network.</summary>
[FusionModel]
public partial class EarlyFusion
{
    [Series(7, channels: 2, Hertz = 50)]
    public partial class Acceleration;

    [Series(7, channels: 1, Hertz = 50), Standardize]
    public partial class Pressure;

    [Vector(3), Standardize]
    public partial class Weather;

    [Vector(2)]
    public partial class Place;

    [Concat<Acceleration, Pressure>]
    public partial class Motion;

    [Concat<Weather, Place>]
    [Dense(4), LayerNorm, Tanh]
    public partial class Scene;

    [Encoder<Motion>]
    [Conv1d(4, kernel: 3), Gelu, GlobalMaxPool]
    public partial class MotionNet;

    [Concat<MotionNet, Scene>]
    public partial class Joint;

    [Classifier<Joint, Activity>]
    public partial class Doing;
}

public enum Activity
{
    Rest,
    Walk,
    Run,
}
