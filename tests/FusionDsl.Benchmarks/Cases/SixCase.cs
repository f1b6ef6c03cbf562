using FusionDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>Six views of one digit, of the widths that the "Multiple Features" data set has.</summary>
[FusionModel]
[Train(BatchSize = 64), Adam(1e-3)]
public partial class SixNet
{
    [Vector(216)]
    public partial class Profiles;

    [Vector(76)]
    public partial class Fourier;

    [Vector(64)]
    public partial class Karhunen;

    [Vector(6)]
    public partial class Morphology;

    [Vector(240)]
    public partial class Pixels;

    [Vector(47)]
    public partial class Zernike;

    [Encoder<Profiles>, Dense(64), Relu, Dense(32), Relu]
    public partial class ProfilesMlp;

    [Encoder<Fourier>, Dense(64), Relu, Dense(32), Relu]
    public partial class FourierMlp;

    [Encoder<Karhunen>, Dense(64), Relu, Dense(32), Relu]
    public partial class KarhunenMlp;

    [Encoder<Morphology>, Dense(64), Relu, Dense(32), Relu]
    public partial class MorphologyMlp;

    [Encoder<Pixels>, Dense(64), Relu, Dense(32), Relu]
    public partial class PixelsMlp;

    [Encoder<Zernike>, Dense(64), Relu, Dense(32), Relu]
    public partial class ZernikeMlp;

    [Concat<ProfilesMlp, FourierMlp, KarhunenMlp, MorphologyMlp, PixelsMlp, ZernikeMlp>, Dense(64), Relu]
    public partial class Joint;

    [Classifier<Joint, Digit>]
    public partial class Which;
}

/// <summary>The same, written by hand.</summary>
internal sealed class SixTwin : Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly Sequential _profilesMlp = View(216);
    private readonly Sequential _fourierMlp = View(76);
    private readonly Sequential _karhunenMlp = View(64);
    private readonly Sequential _morphologyMlp = View(6);
    private readonly Sequential _pixelsMlp = View(240);
    private readonly Sequential _zernikeMlp = View(47);
    private readonly Sequential _joint = Sequential(Linear(6 * 32, 64), ReLU());
    private readonly Sequential _which = Sequential(Linear(64, 10));

    public SixTwin() : base(nameof(SixTwin)) => RegisterComponents();

    public override Tensor forward(Tensor profiles, Tensor fourier, Tensor karhunen, Tensor morphology, Tensor pixels, Tensor zernike)
    {
        var views = cat(
            [
                _profilesMlp.call(profiles), _fourierMlp.call(fourier), _karhunenMlp.call(karhunen),
                _morphologyMlp.call(morphology), _pixelsMlp.call(pixels), _zernikeMlp.call(zernike),
            ],
            dim: 1);
        return _which.call(_joint.call(views));
    }

    private static Sequential View(long width) => Sequential(Linear(width, 64), ReLU(), Linear(64, 32), ReLU());
}

internal sealed class SixCase() : BenchmarkCase<SixNet, SixNet.Dataset>("six", "MLP of six views, batch 64", rows: 4096, lossEpochs: 2)
{
    public override IReadOnlyList<Modality> Modalities { get; } =
    [
        new(nameof(SixNet.Profiles), SixNet.Profiles.Length), new(nameof(SixNet.Fourier), SixNet.Fourier.Length),
        new(nameof(SixNet.Karhunen), SixNet.Karhunen.Length), new(nameof(SixNet.Morphology), SixNet.Morphology.Length),
        new(nameof(SixNet.Pixels), SixNet.Pixels.Length), new(nameof(SixNet.Zernike), SixNet.Zernike.Length),
    ];

    public override Twin NewTwin()
    {
        var net = new SixTwin();
        return new(net, views => net.call(views[0], views[1], views[2], views[3], views[4], views[5]));
    }

    private protected override Connection Connect(SixNet model, SixNet.Dataset data, TrainingOptions options)
    {
        var trainer = new SixNet.Trainer(model, data, options);
        var loader = new SixNet.Loader(data, options.BatchSize);
        return new Connection<SixNet.Batch>((seed, epoch) => loader.Shuffled(seed, epoch), trainer.Step, trainer, loader, data, model);
    }
}
