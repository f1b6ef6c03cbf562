namespace FusionDsl.Models.Tests.Declared;

/// <summary>Every way in which a modality that may be absent is read: by encoders with and without BatchNorm, by a fusion, by a head.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2)]
public partial class AbsentNet
{
    [Vector(5, Optional = true), Standardize]
    public partial class Sheet;

    [Series(7, channels: 3, Optional = true)]
    public partial class Waves;

    [Tokens(6, vocabulary: 9, Optional = true)]
    public partial class Words;

    [Image(4, 4, channels: 2)]
    public partial class Picture;

    [Vector(2, Optional = true)]
    public partial class Pair;

    [Encoder<Sheet>]
    [Dense(6), BatchNorm, Relu]
    public partial class SheetNet;

    [Encoder<Waves>]
    [Conv1d(16, kernel: 3), BatchNorm, Relu]
    public partial class WaveCnn;

    [Encoder<WaveCnn>]
    [GlobalAvgPool, Dense(4)]
    public partial class WaveNet;

    [Encoder<Words>]
    [Embedding(3), Gru(4)]
    public partial class WordNet;

    [Encoder<Picture>]
    [Flatten, Dense(3), Tanh]
    public partial class PictureNet;

    // Reads the sheet itself, beside the encoder that does so too.
    [Concat<SheetNet, WaveNet, WordNet, PictureNet, Sheet>]
    [Dense(8), Relu]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;

    [Regression<Pair>(targets: 2)]
    [Dense(3), Tanh]
    public partial class Amount;
}

/// <summary>Samples lose modalities in training alone.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2), ModalityDropout(0.4)]
public partial class DroppedNet
{
    [Vector(4)]
    public partial class Left;

    [Vector(4), Standardize]
    public partial class Right;

    [Encoder<Left>]
    [Dense(5), Relu]
    public partial class LeftNet;

    [Encoder<Right>]
    [Dense(5), Relu]
    public partial class RightNet;

    [Concat<LeftNet, RightNet>]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;
}

/// <summary>Two branches with heads of their own, and a fusion that learns from both and teaches them nothing.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2)]
public partial class IndependentNet
{
    [Vector(4)]
    public partial class Left;

    [Vector(4), Standardize]
    public partial class Right;

    [Encoder<Left>]
    [Dense(5), BatchNorm, Relu]
    public partial class LeftNet;

    [Encoder<Right>]
    [Dense(3), Tanh]
    public partial class RightNet;

    [Classifier<LeftNet, Side>]
    public partial class ByLeft;

    [Classifier<RightNet, Side>(Weight = 0.5)]
    public partial class ByRight;

    [Concat<LeftNet, RightNet, Left>, Independent]
    [Dense(6), Relu]
    public partial class Joint;

    [Classifier<Joint, Side>]
    public partial class Where;
}
