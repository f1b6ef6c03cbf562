using FusionDsl;

namespace Clinic;

public enum Illness { Healthy, Arrhythmia, Infarct }

[FusionModel]
[Train(Epochs = 30, BatchSize = 32), Adam(1e-3)]
public partial class PatientNet
{
    [Series(500, channels: 2, Hertz = 250)]
    public partial class Ecg;

    public partial class Blood;

    [Encoder<Ecg>]
    [Conv1d(16, kernel: 7, stride: 2), BatchNorm, Relu]
    [GlobalAvgPool, Dense(16), Relu]
    public partial class EcgCnn;

    [Encoder<Blood>, Dense(16), Relu]
    public partial class BloodMlp;

    [Concat<EcgCnn, BloodMlp>]
    public partial class Joint;

    [Classifier<Joint, Illness>]
    public partial class Diagnosis;
}
