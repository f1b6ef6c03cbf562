using FusionDsl;

namespace Families;

/// <summary>Early fusion of fewer numbers, as early-compressed.fusion.yaml: principal axes, and the code of an autoencoder that learns first.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3)]
[Data(Key = "id"), Split(Column = "part")]
public partial class CompressedNet
{
    [Vector(40), Pca(3), Source("data/vibration.csv", "v0..v39")]
    public partial class Vibration;

    [Vector(10), Standardize, Source("data/current.csv", "c0..c9")]
    public partial class Current;

    [Vector(2), Standardize, Source("data/strain.csv", "force", "torque")]
    public partial class Strain;

    [Autoencoder<Current>(2, Noise = 0.3)]
    public partial class CurrentCode;

    [Concat<Vibration, CurrentCode, Strain>, Dense(32), Relu, Dense(8), Relu]
    public partial class All;

    [Classifier<All, Turn>, Source("data/turns.csv", "turn")]
    public partial class Turning;
}
