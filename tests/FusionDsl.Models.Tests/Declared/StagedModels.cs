namespace FusionDsl.Models.Tests.Declared;

/// <summary>
/// Each branch learns by a head of its own, then the fusion on what they know, then everything, slowly. Generated steps; statistics and dropout
/// that a stage must leave alone; branches that learn at other rates.
/// </summary>
[FusionModel]
[Train(BatchSize = 16, Threads = 1, Seed = 7), Adam(1e-2)]
[Stage("branches", Train = [nameof(NearNet), nameof(FarNet), nameof(NearAlone), nameof(FarAlone)], Losses = [nameof(NearAlone), nameof(FarAlone)], Epochs = 3, Patience = 2)]
[Stage("fusion", Freeze = [nameof(NearNet), nameof(FarNet)], Losses = [nameof(Where)], Epochs = 2, Patience = 0)]
[Stage("all", LearningRate = 1e-3, Epochs = 3, Patience = 0)]
public partial class StagedNet
{
    [Vector(5), Standardize]
    public partial class Near;

    [Vector(4)]
    public partial class Far;

    [Encoder<Near>, LearningRate(0.5)]
    [Dense(12), BatchNorm, Relu, Dropout(0.3)]
    public partial class NearNet;

    [Encoder<Far>]
    [Dense(8), BatchNorm, Relu, Dropout(0.2), Dense(6)]
    public partial class FarNet;

    [Concat<NearNet, FarNet>]
    [Dense(6), Tanh]
    public partial class Joint;

    [Classifier<NearNet, Side>(Weight = 0.5)]
    public partial class NearAlone;

    [Regression<FarNet>(2, Weight = 0.3)]
    public partial class FarAlone;

    [Classifier<Joint, Side>, LearningRate(2)]
    public partial class Where;
}

/// <summary>Stages of a model that trains by autograd, whose epochs are those of the model: fused layers that are frozen, and a schedule.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Patience = 0, Threads = 1), AdamW(1e-2), CosineSchedule, Warmup(steps: 1)]
[Stage("encoder", Train = [nameof(SignalNet), nameof(Doing)])]
[Stage("head", Train = [nameof(Doing), nameof(HowFar)])]
[Stage("everything", Train = [nameof(SignalNet), nameof(Doing), nameof(HowFar)], Losses = [nameof(HowFar), nameof(Doing)])]
public partial class StagedSeriesNet
{
    [Series(16, channels: 2)]
    public partial class Signal;

    [Encoder<Signal>]
    [Conv1d(6, kernel: 3), BatchNorm, Relu, Lstm(5), LayerNorm, Dropout(0.1)]
    public partial class SignalNet;

    [Classifier<SignalNet, Activity>]
    public partial class Doing;

    [Regression<SignalNet>, Dense(3), Tanh]
    public partial class HowFar;
}

/// <summary>Stages in which samples lose modalities.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Patience = 0, Threads = 1), Adam(1e-2), ModalityDropout(0.4)]
[Stage("branches", Train = [nameof(NearNet), nameof(ByNear)]), Stage("all")]
public partial class StagedDroppedNet
{
    [Vector(4)]
    public partial class Near;

    [Vector(3)]
    public partial class Far;

    [Encoder<Near>]
    [Dense(5), BatchNorm, Relu]
    public partial class NearNet;

    [Concat<NearNet, Far>]
    [Dense(4), Tanh]
    public partial class Joint;

    [Classifier<NearNet, Side>]
    public partial class ByNear;

    [Classifier<Joint, Side>]
    public partial class Where;
}
