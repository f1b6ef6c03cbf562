using FusionDsl;

namespace Families;

/// <summary>Late fusion, as late.fusion.yaml: a network per sensor, their features side by side, one loss for all.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3)]
[Data(Key = "id"), Split(Column = "part")]
public partial class LateNet
{
    [Vector(3), Standardize, Source("data/left.csv", "l0..l2")]
    public partial class Left;

    [Vector(2), Standardize, Source("data/right.csv", "r0", "r1")]
    public partial class Right;

    [Encoder<Left>, Dense(8), Tanh]
    public partial class LeftNet;

    [Encoder<Right>, Dense(8), Tanh]
    public partial class RightNet;

    [Concat<LeftNet, RightNet>]
    public partial class Joint;

    [Classifier<Joint, Side>, Source("data/sides.csv", "side")]
    public partial class Where;
}
