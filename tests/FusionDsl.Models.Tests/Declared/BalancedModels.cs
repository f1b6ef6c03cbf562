namespace FusionDsl.Models.Tests.Declared;

/// <summary>Three branches with a classifier each, held back where they lead; generated steps.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 16, Patience = 0, Threads = 1), Sgd(0.1), OgmGe(0.5)]
public partial class ThreeBranches
{
    [Vector(4)]
    public partial class A;

    [Vector(3)]
    public partial class B;

    [Vector(2)]
    public partial class C;

    [Encoder<A>]
    [Dense(5), Tanh, Dropout(0.1)]
    public partial class NetA;

    [Encoder<B>]
    [Dense(4), BatchNorm, Relu]
    public partial class NetB;

    [Encoder<C>]
    [Dense(3)]
    public partial class FirstC;

    [Encoder<FirstC>]
    [Tanh, Dense(3)]
    public partial class NetC;

    [Concat<NetA, NetB, NetC>]
    [Dense(6), Relu]
    public partial class Joint;

    [Classifier<NetA, Side>(Weight = 0.5)]
    public partial class ByA;

    [Classifier<NetB, Side>(Weight = 0.5, LabelSmoothing = 0.1)]
    public partial class ByB;

    [Classifier<NetC, Side>]
    public partial class ByC;

    [Classifier<Joint, Side>]
    public partial class Where;
}

/// <summary>One branch reads what tells the side a little, the other nothing but noise, wide enough to learn the rows by heart.</summary>
[FusionModel]
[Train(Epochs = 12, BatchSize = 16, Patience = 0, Threads = 1), Adam(1e-2), GradientBlending(4)]
public partial class BlendedNet
{
    [Vector(3)]
    public partial class Telling;

    [Vector(40)]
    public partial class Noise;

    [Encoder<Telling>]
    [Dense(4), Relu]
    public partial class TellingNet;

    [Encoder<Noise>]
    [Dense(32), Relu]
    public partial class NoiseNet;

    [Concat<TellingNet, NoiseNet>]
    public partial class Joint;

    [Classifier<TellingNet, Side>(Weight = 0.5)]
    public partial class ByTelling;

    [Classifier<NoiseNet, Side>(Weight = 0.5)]
    public partial class ByNoise;

    [Classifier<Joint, Side>]
    public partial class Where;
}
