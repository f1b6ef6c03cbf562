namespace FusionDsl.Models.Tests.Declared;

/// <summary>Small, with everything that remembers something between two steps: statistics, dropout, preparations, two kinds of heads.</summary>
[FusionModel]
[Train(Epochs = 4, BatchSize = 16, Patience = 0, Threads = 1, Seed = 7), Adam(1e-2)]
public partial class PausedNet
{
    [Vector(5), Standardize]
    public partial class Reading;

    [Tokens(6, vocabulary: 7)]
    public partial class Words;

    [Encoder<Reading>]
    [Dense(12), BatchNorm, Relu, Dropout(0.3)]
    public partial class ReadingNet;

    [Encoder<Words>]
    [Embedding(4), Flatten, Dense(8), BatchNorm, Relu, Dropout(0.2)]
    public partial class WordNet;

    [Concat<ReadingNet, WordNet>]
    public partial class Joint;

    [Classifier<Joint, Activity>]
    public partial class Doing;

    [Regression<Joint>(2, Weight = 0.3)]
    public partial class HowFar;
}

/// <summary>The same but for the share that is dropped: its weights have the same names and shapes.</summary>
[FusionModel]
[Train(Epochs = 4, BatchSize = 16, Patience = 0, Threads = 1, Seed = 7), Adam(1e-2)]
public partial class OtherNet
{
    [Vector(5), Standardize]
    public partial class Reading;

    [Encoder<Reading>]
    [Dense(12), BatchNorm, Relu, Dropout(0.3)]
    public partial class ReadingNet;

    [Classifier<ReadingNet, Side>]
    public partial class Where;
}

/// <summary>See <see cref="OtherNet"/>.</summary>
[FusionModel]
[Train(Epochs = 4, BatchSize = 16, Patience = 0, Threads = 1, Seed = 7), Adam(1e-2)]
public partial class OtherNetWithLessDropout
{
    [Vector(5), Standardize]
    public partial class Reading;

    [Encoder<Reading>]
    [Dense(12), BatchNorm, Relu, Dropout(0.1)]
    public partial class ReadingNet;

    [Classifier<ReadingNet, Side>]
    public partial class Where;
}
