using FusionDsl;

namespace Families;

/// <summary>Early fusion, as early.fusion.yaml: two signals become one series of two channels, at one rate, before any network sees them.</summary>
[FusionModel]
[Train(Epochs = 30, BatchSize = 64, Patience = 5, Seed = 1, Threads = 1), Adam(2e-3)]
[Data(Key = "id"), Split(Column = "part")]
public partial class EarlyNet
{
    [Series(40, Hertz = 200), Resample(50), Standardize, Source("data/vibration.csv", "v0..v39")]
    public partial class Vibration;

    [Series(10, Hertz = 50), Standardize, Source("data/current.csv", "c0..c9")]
    public partial class Current;

    [Concat<Vibration, Current>]
    public partial class Signals;

    [Encoder<Signals>, Flatten, Dense(32), Relu, Dense(8), Relu]
    public partial class SignalNet;

    [Classifier<SignalNet, Turn>, Source("data/turns.csv", "turn")]
    public partial class Turning;
}
