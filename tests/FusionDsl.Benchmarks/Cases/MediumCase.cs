using FusionDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>Two branches of width 256: the matrix products decide.</summary>
[FusionModel]
[Train(BatchSize = 128), Adam(1e-3)]
public partial class MediumNet
{
    [Vector(256)]
    public partial class Sound;

    [Vector(128)]
    public partial class Motion;

    [Encoder<Sound>, Dense(256), Relu, Dense(256), Relu]
    public partial class SoundMlp;

    [Encoder<Motion>, Dense(256), Relu, Dense(256), Relu]
    public partial class MotionMlp;

    [Concat<SoundMlp, MotionMlp>, Dense(256), Relu]
    public partial class Joint;

    [Classifier<Joint, Digit>]
    public partial class Which;
}

/// <summary>The same, written by hand.</summary>
internal sealed class MediumTwin : Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential _soundMlp = Sequential(Linear(256, 256), ReLU(), Linear(256, 256), ReLU());
    private readonly Sequential _motionMlp = Sequential(Linear(128, 256), ReLU(), Linear(256, 256), ReLU());
    private readonly Sequential _joint = Sequential(Linear(512, 256), ReLU());
    private readonly Sequential _which = Sequential(Linear(256, 10));

    public MediumTwin() : base(nameof(MediumTwin)) => RegisterComponents();

    public override Tensor forward(Tensor sound, Tensor motion) =>
        _which.call(_joint.call(cat([_soundMlp.call(sound), _motionMlp.call(motion)], dim: 1)));
}

internal sealed class MediumCase()
    : BenchmarkCase<MediumNet, MediumNet.Dataset>("medium", "MLP of two branches, width 256, batch 128", rows: 4096, lossEpochs: 4)
{
    public override IReadOnlyList<Modality> Modalities { get; } =
        [new(nameof(MediumNet.Sound), MediumNet.Sound.Length), new(nameof(MediumNet.Motion), MediumNet.Motion.Length)];

    public override Twin NewTwin()
    {
        var net = new MediumTwin();
        return new(net, inputs => net.call(inputs[0], inputs[1]));
    }

    private protected override Connection Connect(MediumNet model, MediumNet.Dataset data, TrainingOptions options)
    {
        var trainer = new MediumNet.Trainer(model, data, options);
        var loader = new MediumNet.Loader(data, options.BatchSize);
        return new Connection<MediumNet.Batch>((seed, epoch) => loader.Shuffled(seed, epoch), trainer.Step, trainer, loader, data, model);
    }
}
