using FusionDsl;

namespace Families;

/// <summary>Classifier concat, as classifiers.fusion.yaml: each sensor's network has labels and a loss of its own; what they say is merged.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3)]
[Data(Key = "id"), Split(Column = "part")]
public partial class ClassifiersNet
{
    [Vector(3), Standardize, Source("data/left.csv", "l0..l2")]
    public partial class Left;

    [Vector(2), Standardize, Source("data/right.csv", "r0", "r1")]
    public partial class Right;

    [Classifier<Left, Side>, Source("data/sides.csv", "side_by_operator"), Dense(8), Tanh]
    public partial class ByLeft;

    [Classifier<Right, Side>, Source("data/sides.csv", "side"), Dense(8), Tanh]
    public partial class ByRight;

    [Product<ByLeft, ByRight>(Labels = nameof(ByRight))]
    public partial class Where;

    [Weighted<ByLeft, ByRight>(Labels = nameof(ByRight))]
    public partial class Pooled;
}
