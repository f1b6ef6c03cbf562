namespace FusionDsl.Models.Tests.Declared;

/// <summary>The smallest autoencoder: linear, without layers, on numbers as they are.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 32, Patience = 0, Threads = 1), Adam(1e-2)]
public partial class LinearAutoencoder
{
    [Vector(8)]
    public partial class X;

    [Autoencoder<X>(3)]
    public partial class Few;

    [Regression<Few>]
    public partial class Y;
}

/// <summary>A denoising autoencoder of a standardized vector that is frozen afterwards, beside an ordinary branch; generated steps.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 16, Patience = 0, Threads = 1, Seed = 7), AdamW(1e-2)]
public partial class FrozenAutoencoder
{
    [Vector(6), Standardize]
    public partial class X;

    [Vector(3)]
    public partial class Z;

    [Autoencoder<X>(2, Noise = 0.3, Epochs = 3, Patience = 2)]
    [Dense(10), BatchNorm, Relu, Dropout(0.1), Dense(5), Tanh]
    public partial class Few;

    [Encoder<Z>]
    [Dense(4), BatchNorm, Relu]
    public partial class ZNet;

    [Concat<Few, ZNet>]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;
}

/// <summary>Autoencoders of a series and of an image, with every layer that has a mirror, fine-tuned by declared stages.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Patience = 0, Threads = 1), Adam(1e-2)]
[Stage("heads", Train = [nameof(Doing), nameof(HowFar)], Epochs = 1)]
[Stage("fine", LearningRate = 1e-3, Epochs = 2)]
public partial class FineTunedAutoencoders
{
    [Series(19, channels: 2), Standardize]
    public partial class Signal;

    [Image(11, 9, channels: 3)]
    public partial class Picture;

    [Vector(4)]
    public partial class Left;

    [Vector(5)]
    public partial class Right;

    [Autoencoder<Signal>(4, FineTune = true, Epochs = 2)]
    [Conv1d(6, kernel: 4, stride: 2, padding: 1), BatchNorm, Relu, MaxPool(2), Conv1d(5, kernel: 2, dilation: 2), LayerNorm, Gelu, AvgPool(2)]
    public partial class SignalCode;

    [Autoencoder<Picture>(3, FineTune = true, Noise = 0.1)]
    [Conv2d(4, kernel: 3, stride: 2), Elu, Conv2d(17, kernel: 2, padding: 1), BatchNorm, Relu, GlobalAvgPool, Dense(6), Silu]
    public partial class PictureCode;

    [Concat<Left, Right>]
    public partial class Both;

    [Autoencoder<Both>(2)]
    [Dense(7), LeakyRelu, Softmax]
    public partial class BothCode;

    [Concat<SignalCode, PictureCode, BothCode>]
    public partial class Joint;

    [Classifier<Joint, Activity>]
    public partial class Doing;

    [Regression<Joint>]
    public partial class HowFar;
}

/// <summary>An autoencoder of what samples may lack, in front of an independent fusion; the stand-in learns with the rest.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Patience = 0, Threads = 1), Adam(1e-2)]
[Stage("branch", Losses = [nameof(ByZ)])]
[Stage("fusion", Train = [nameof(Joint), nameof(Where), nameof(ByFew)])]
public partial class AbsentAutoencoder
{
    [Vector(6, Optional = true), Standardize]
    public partial class X;

    [Vector(3)]
    public partial class Z;

    [Autoencoder<X>(2, Noise = 0.1)]
    [Dense(5), BatchNorm, Relu]
    public partial class Few;

    [Encoder<Z>]
    [Dense(4), BatchNorm, Relu]
    public partial class ZNet;

    [Concat<Few, ZNet>, Independent]
    [Dense(4), Tanh]
    public partial class Joint;

    [Classifier<ZNet, Side>]
    public partial class ByZ;

    [Classifier<Few, Side>]
    public partial class ByFew;

    [Classifier<Joint, Side>]
    public partial class Where;
}
