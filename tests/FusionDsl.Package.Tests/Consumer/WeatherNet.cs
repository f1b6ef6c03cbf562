using FusionDsl;

namespace Consumer;

/// <summary>What comes.</summary>
public enum Outlook
{
    /// <summary>Nothing.</summary>
    Calm,

    /// <summary>Wind.</summary>
    Storm,
}

/// <summary>Two vectors, late fusion.</summary>
[FusionModel]
[Train(Epochs = 12, BatchSize = 16, Seed = 3, Threads = 1), Adam(0.01)]
public partial class WeatherNet
{
    /// <summary>Six readings.</summary>
    [Vector(6), Standardize]
    public partial class Pressure;

    /// <summary>Two channels over time.</summary>
    [Series(12, channels: 2)]
    public partial class Wind;

    /// <summary>What the pressure says.</summary>
    [Encoder<Pressure>, Dense(8), Relu]
    public partial class PressureMlp;

    /// <summary>What the wind says.</summary>
    [Encoder<Wind>, Conv1d(4, kernel: 3), Relu, GlobalAvgPool]
    public partial class WindCnn;

    /// <summary>Both together.</summary>
    [Concat<PressureMlp, WindCnn>]
    public partial class Joint;

    /// <summary>The forecast.</summary>
    [Classifier<Joint, Outlook>]
    public partial class Forecast;
}
