using FusionDsl;

namespace Families;

/// <summary>Intermediate fusion, as intermediate.fusion.yaml: the pair that belongs together first, then the rest; the pair also learns first.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3)]
[Stage("pair", Train = [nameof(VibrationNet), nameof(CurrentNet), nameof(Pair), nameof(ByPair)], Epochs = 10)]
[Stage("all", LearningRate = 1e-3)]
[Data(Key = "id"), Split(Column = "part")]
public partial class IntermediateNet
{
    [Series(40, Hertz = 200), Standardize, Source("data/vibration.csv", "v0..v39")]
    public partial class Vibration;

    [Series(10, Hertz = 50), Standardize, Source("data/current.csv", "c0..c9")]
    public partial class Current;

    [Vector(2), Standardize, Source("data/strain.csv", "force", "torque")]
    public partial class Strain;

    [Encoder<Vibration>, Conv1d(4, kernel: 8, stride: 4), Relu, Flatten, Dense(4), Tanh]
    public partial class VibrationNet;

    [Encoder<Current>, Flatten, Dense(4), Tanh]
    public partial class CurrentNet;

    [Encoder<Strain>, Dense(4), Tanh]
    public partial class StrainNet;

    [Bilinear<VibrationNet, CurrentNet>(Width = 4)]
    public partial class Pair;

    [Concat<Pair, StrainNet>, Dense(8), Relu]
    public partial class All;

    [Classifier<Pair, Turn>(Weight = 0.3), Source("data/turns.csv", "turn")]
    public partial class ByPair;

    [Classifier<All, Turn>, Source("data/turns.csv", "turn")]
    public partial class Turning;
}
