namespace FusionDsl.Models.Tests.Declared;

/// <summary>Heads whose training loss is not the one of evaluation: balanced, weighted and smoothed, smoothed alone, and a plain one beside them.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Threads = 1), Sgd(0.1)]
public partial class WeightedHeads
{
    [Vector(4)]
    public partial class X;

    [Encoder<X>]
    [Dense(6), Tanh]
    public partial class Trunk;

    [Classifier<Trunk, Activity>(Balance = true)]
    public partial class Balanced;

    [Classifier<Trunk, Activity>(Weight = 0.5, LabelSmoothing = 0.2)]
    [ClassWeight(nameof(Activity.Run), 4), ClassWeight(nameof(Activity.Rest), 0.5)]
    public partial class Given;

    [Classifier<Trunk, Side>(LabelSmoothing = 0.1)]
    public partial class Smoothed;

    [Classifier<Trunk, Side>]
    public partial class Plain;
}

/// <summary>One side is rare.</summary>
[FusionModel]
[Train(Epochs = 10, BatchSize = 64, Threads = 1), Adam(5e-2)]
public partial class RareSide
{
    [Vector(2)]
    public partial class X;

    [Classifier<X, Side>]
    public partial class Where;
}

/// <summary>The same with as much weight on the rare side as on the other.</summary>
[FusionModel]
[Train(Epochs = 10, BatchSize = 64, Threads = 1), Adam(5e-2)]
public partial class RareSideBalanced
{
    [Vector(2)]
    public partial class X;

    [Classifier<X, Side>(Balance = true)]
    public partial class Where;
}

/// <summary>Two modalities, two encoders, two heads: many places for a number to become infinite.</summary>
[FusionModel]
[Train(Epochs = 4, BatchSize = 8, Threads = 1), Sgd(0.01)]
public partial class Fragile
{
    [Vector(3)]
    public partial class Near;

    [Vector(2)]
    public partial class Far;

    [Encoder<Near>]
    [Dense(8), BatchNorm, Relu]
    public partial class NearNet;

    [Encoder<Far>]
    [Dense(8), Relu, Dense(4)]
    public partial class FarNet;

    [Concat<NearNet, FarNet>]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;

    [Regression<Joint>]
    public partial class HowFar;
}
