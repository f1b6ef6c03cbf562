namespace FusionDsl.Models.Tests.Declared;

/// <summary>
/// Ranges, which are folded into what is beside them: before a Dense, before a fusion, before both, per channel of a series and a
/// picture.
/// </summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2)]
public partial class Ranges
{
    [Vector(5), MinMax]
    public partial class Sheet;

    [Vector(3), MinMax]
    public partial class Row;

    [Series(7, channels: 2), MinMax]
    public partial class Waves;

    [Image(3, 4), MinMax]
    public partial class Picture;

    [Vector(2), Standardize]
    public partial class Scaled;

    [Encoder<Sheet>]
    [Dense(6), Relu]
    public partial class SheetNet;

    [Encoder<Waves>]
    [Flatten, Dense(4), Tanh]
    public partial class WaveNet;

    [Encoder<Picture>]
    [Flatten]
    public partial class Pixels;

    [Concat<SheetNet, Sheet, Row, WaveNet, Pixels, Scaled>]
    [Dense(5), Relu]
    public partial class All;

    [Classifier<All, Side>]
    public partial class Where;

    [Regression<Row>]
    public partial class Y;
}

/// <summary>Tokens as numbers: one, several, scaled, and as features of an encoder.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Threads = 1)]
public partial class OneHots
{
    [Tokens(1, vocabulary: 4), OneHot]
    public partial class Day;

    [Tokens(6, vocabulary: 3), OneHot]
    public partial class Steps;

    [Tokens(5, vocabulary: 3), OneHot, Standardize]
    public partial class Scaled;

    [Encoder<Steps>]
    [Conv1d(2, kernel: 3), Gelu, Flatten]
    public partial class StepNet;

    [Encoder<Scaled>]
    [Flatten]
    public partial class Flat;

    [Concat<Day, StepNet, Flat>]
    public partial class All;

    [Regression<All>]
    public partial class Y;
}

/// <summary>Three rates and one fusion.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Threads = 1)]
public partial class OneRate
{
    [Series(40, channels: 2, Hertz = 100), Resample(50)]
    public partial class Fast;

    [Series(20, Hertz = 50), Standardize]
    public partial class Middle;

    [Series(9, Hertz = 22.5), Resample(50), MinMax]
    public partial class Slow;

    [Concat<Fast, Middle, Slow>]
    [Conv1d(3, kernel: 5), Relu, GlobalAvgPool]
    public partial class Together;

    [Regression<Together>]
    public partial class Y;
}

/// <summary>Principal axes: of features, of a picture, of a series, kept by number or by variance, whitened or not.</summary>
[FusionModel]
[Train(Epochs = 2, BatchSize = 8, Threads = 1)]
public partial class Reduced
{
    [Vector(6), Pca(4)]
    public partial class Sheet;

    [Vector(6), Standardize, Pca(3, variance: 0.8)]
    public partial class Row;

    [Image(5, 4, channels: 1), Pca(5, Whiten = true)]
    public partial class Picture;

    [Series(12, channels: 2, Hertz = 10), MinMax, Resample(5), Pca(variance: 0.9, Whiten = true)]
    public partial class Waves;

    [Tokens(3, vocabulary: 3), OneHot, Pca(2)]
    public partial class Words;

    [Concat<Sheet, Row, Picture, Waves, Words>]
    [Dense(4), Tanh]
    public partial class All;

    [Regression<All>]
    public partial class Y;
}

/// <summary>
/// Early fusion with its whole front: two sensors of different rates, a sheet of numbers, a category and a picture become one vector
/// before anything is learned.
/// </summary>
[FusionModel]
[Train(Epochs = 12, BatchSize = 64, Threads = 1), Adam(5e-3)]
public partial class WholeFront
{
    [Series(100, Hertz = 100), Resample(50), Standardize]
    public partial class Shaking;

    [Series(50, Hertz = 50), Standardize]
    public partial class Sound;

    [Vector(3), MinMax]
    public partial class Sheet;

    [Tokens(1, vocabulary: 4), OneHot]
    public partial class Category;

    [Image(10, 10, channels: 1), Pca(5)]
    public partial class Picture;

    [Concat<Shaking, Sound>]
    [Flatten]
    public partial class Motion;

    [Concat<Motion, Sheet, Category, Picture>]
    public partial class Everything;

    [Classifier<Everything, Side>]
    public partial class Where;
}
