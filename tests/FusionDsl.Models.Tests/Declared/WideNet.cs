namespace FusionDsl.Models.Tests.Declared;

public enum Tone
{
    Low,
    Middle,
    High,
}

/// <summary>Large enough that convolutions, BatchNorm with ReLU and LayerNorm with GELU are computed by kernels of our own.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 64, Threads = 1), Adam(1e-3)]
public partial class WideNet
{
    [Series(96, channels: 3)]
    public partial class Sound;

    [Encoder<Sound>]
    [Conv1d(24, kernel: 9), BatchNorm, Relu]
    [Conv1d(20, kernel: 5, padding: 2), LayerNorm, Gelu]
    [GlobalAvgPool]
    public partial class SoundCnn;

    [Classifier<SoundCnn, Tone>]
    public partial class Verdict;
}
