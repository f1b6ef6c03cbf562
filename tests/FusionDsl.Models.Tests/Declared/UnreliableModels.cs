namespace FusionDsl.Models.Tests.Declared;

/// <summary>
/// Two sensors whose networks learn by heads of their own, and every way to weigh them, on the very same features: what a way costs where
/// a sensor is not to be relied on is then a difference between heads of one model.
/// </summary>
[FusionModel]
[Train(Epochs = 40, BatchSize = 32, Patience = 8, Threads = 1), Adam(3e-3)]
public partial class Unreliable
{
    [Vector(12), Standardize]
    public partial class First;

    [Vector(12), Standardize]
    public partial class Second;

    [Encoder<First>, Dense(16), Relu]
    public partial class FirstNet;

    [Encoder<Second>, Dense(16), Relu]
    public partial class SecondNet;

    [Classifier<FirstNet, Side>]
    public partial class ByFirst;

    [Classifier<SecondNet, Side>]
    public partial class BySecond;

    [Mean<FirstNet, SecondNet>, Independent]
    public partial class Averaged;

    [WeightedSum<FirstNet, SecondNet>, Independent]
    public partial class Weighed;

    [ReliableSum<FirstNet, SecondNet>, Independent]
    public partial class Proven;

    [AttentionSum<FirstNet, SecondNet>, Independent]
    public partial class Attended;

    [Gated<FirstNet, SecondNet>, Independent]
    public partial class Opened;

    [ProductOfExperts<FirstNet, SecondNet>, Independent]
    public partial class Trusted;

    [Classifier<Averaged, Side>]
    public partial class ByMean;

    [Classifier<Weighed, Side>]
    public partial class ByWeights;

    [Classifier<Proven, Side>]
    public partial class ByReliability;

    [Classifier<Attended, Side>]
    public partial class ByAttention;

    [Classifier<Opened, Side>]
    public partial class ByGate;

    [Classifier<Trusted, Side>]
    public partial class ByExperts;

    [Average<ByFirst, BySecond>]
    public partial class MeanOpinion;

    [Weighted<ByFirst, BySecond>]
    public partial class WeighedOpinion;
}
