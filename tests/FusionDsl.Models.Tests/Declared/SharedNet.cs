namespace FusionDsl.Models.Tests.Declared;

/// <summary>A graph with every way in which steps share memory: operands in place and copied, fusions within fusions, nodes with several readers.</summary>
[FusionModel]
[Train(Epochs = 3, BatchSize = 8, Threads = 1), Adam(1e-2)]
public partial class SharedNet
{
    [Vector(5), Standardize]
    public partial class Sheet;

    [Series(7, channels: 3), Standardize]
    public partial class Waves;

    [Image(2, 3)]
    public partial class Picture;

    [Encoder<Waves>]
    [Flatten]
    public partial class Flat;

    [Encoder<Flat>]
    [Dense(9), BatchNorm, Relu, Dropout(0.2)]
    public partial class WaveNet;

    // Read by a fusion and by another encoder: it cannot be computed in the fusion's memory.
    [Encoder<Sheet>]
    [Dense(6), Relu]
    public partial class Common;

    [Encoder<Common>]
    [LayerNorm, Gelu, Dense(4, bias: false)]
    public partial class Deep;

    [Encoder<Picture>]
    [Flatten, Dense(5), Tanh]
    public partial class PictureNet;

    // Early fusion: a raw modality and one without any computation.
    [Concat<Sheet, Flat>]
    [Dense(4), Silu]
    public partial class Early;

    // No layers: its operands are computed in the memory of the outer fusion.
    [Concat<WaveNet, Common>]
    public partial class Inner;

    [Concat<Inner, Deep, Early, Sheet>]
    [Dense(11), LeakyRelu(0.1)]
    public partial class Outer;

    [Classifier<Outer, Side>(Weight = 0.7)]
    [Dense(6), Relu]
    public partial class Where;

    [Regression<Outer>(targets: 2)]
    public partial class Amount;

    [Concat<PictureNet, Common>]
    public partial class Second;

    [Regression<Second>(Weight = 1.5)]
    [Elu]
    public partial class Shade;
}
