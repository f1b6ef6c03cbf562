namespace FusionDsl.Models.Tests.Declared;

public enum Side
{
    Left,
    Right,
}

/// <summary>Two sensors, each with a noisy view of the same thing.</summary>
[FusionModel]
[Train(Epochs = 8, BatchSize = 128, Threads = 1), Adam(5e-3)]
public partial class TwoSensors
{
    [Vector(3), Standardize]
    public partial class Near;

    [Vector(2), Standardize]
    public partial class Far;

    [Encoder<Near>]
    [Dense(8), Relu]
    public partial class NearNet;

    [Encoder<Far>]
    [Dense(8), Relu]
    public partial class FarNet;

    [Concat<NearNet, FarNet>]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;
}

[FusionModel]
[Train(Epochs = 8, BatchSize = 128, Threads = 1), Adam(5e-3)]
public partial class NearSensor
{
    [Vector(3), Standardize]
    public partial class Near;

    [Encoder<Near>]
    [Dense(8), Relu]
    public partial class NearNet;

    [Classifier<NearNet, Side>]
    public partial class Where;
}

[FusionModel]
[Train(Epochs = 8, BatchSize = 128, Threads = 1), Adam(5e-3)]
public partial class FarSensor
{
    [Vector(2), Standardize]
    public partial class Far;

    [Encoder<Far>]
    [Dense(8), Relu]
    public partial class FarNet;

    [Classifier<FarNet, Side>]
    public partial class Where;
}

/// <summary>Three tasks, each with its own weight.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Threads = 1), AdamW(1e-3)]
public partial class ThreeHeads
{
    [Vector(4)]
    public partial class X;

    [Encoder<X>]
    [Dense(6), Tanh]
    public partial class Trunk;

    [Classifier<Trunk, Side>(Weight = 0.5)]
    public partial class Where;

    [Classifier<Trunk, Activity>(Weight = 2)]
    [Dense(5), Relu]
    public partial class Doing;

    [Regression<Trunk>(2, Weight = 0.25)]
    public partial class HowFar;
}

/// <summary>A linear function, learned by stochastic gradient descent.</summary>
[FusionModel]
[Train(Epochs = 60, BatchSize = 32, Threads = 1), Sgd(0.05, Momentum = 0.9)]
public partial class Line
{
    [Vector(2)]
    public partial class X;

    [Regression<X>]
    public partial class Y;
}

/// <summary>Everything that can be said about steps.</summary>
[FusionModel]
[Train(Epochs = 5, BatchSize = 8, Patience = 0, Threads = 1, ClipNorm = 2, Accumulate = 3)]
[Sgd(0.05), CosineSchedule(minimum: 0.01), Warmup(4)]
public partial class Scheduled
{
    [Vector(4)]
    public partial class X;

    [Encoder<X>]
    [Dense(6), Tanh]
    public partial class Trunk;

    [Regression<Trunk>]
    public partial class Y;
}

/// <summary>Much capacity and no restraint: it learns few samples by heart.</summary>
[FusionModel]
[Train(Epochs = 200, BatchSize = 16, Patience = 4, Threads = 1), Adam(1e-2)]
public partial class Overfitter
{
    [Vector(6)]
    public partial class X;

    [Encoder<X>]
    [Dense(48), BatchNorm, Relu, Dense(48), Relu]
    public partial class Net;

    [Classifier<Net, Side>]
    public partial class Where;
}
