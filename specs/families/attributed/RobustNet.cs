using FusionDsl;

namespace Families;

/// <summary>Late fusion that survives a broken sensor, as late-robust.fusion.yaml: either may be absent, and each network learns on its own.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3), ModalityDropout(0.1)]
[Data(Key = "id"), Split(Column = "part")]
public partial class RobustNet
{
    [Vector(3, Optional = true), Standardize, Source("data/left-with-gaps.csv", "l0..l2")]
    public partial class Left;

    [Vector(2, Optional = true), Standardize, Source("data/right.csv", "r0", "r1")]
    public partial class Right;

    [Encoder<Left>, Dense(8), Tanh]
    public partial class LeftNet;

    [Encoder<Right>, Dense(8), Tanh]
    public partial class RightNet;

    [Concat<LeftNet, RightNet>, Independent, Dense(8), Tanh]
    public partial class Joint;

    [Classifier<LeftNet, Side>(Weight = 0.5), Source("data/sides.csv", "side")]
    public partial class ByLeft;

    [Classifier<RightNet, Side>(Weight = 0.5), Source("data/sides.csv", "side")]
    public partial class ByRight;

    [Classifier<Joint, Side>, Source("data/sides.csv", "side")]
    public partial class Where;
}
