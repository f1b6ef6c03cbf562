using FusionDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>Three branches that meet late.</summary>
[FusionModel]
[Train(BatchSize = 32), Adam(1e-3)]
public partial class ThreeNet
{
    [Vector(64)]
    public partial class Sound;

    [Vector(32)]
    public partial class Motion;

    [Vector(16)]
    public partial class Light;

    [Encoder<Sound>, Dense(64), Relu, Dense(32), Relu]
    public partial class SoundMlp;

    [Encoder<Motion>, Dense(64), Relu, Dense(32), Relu]
    public partial class MotionMlp;

    [Encoder<Light>, Dense(32), Relu, Dense(16), Relu]
    public partial class LightMlp;

    [Concat<SoundMlp, MotionMlp, LightMlp>, Dense(32), Relu]
    public partial class Joint;

    [Classifier<Joint, Digit>]
    public partial class Which;
}

/// <summary>The same, written by hand.</summary>
internal sealed class ThreeTwin : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Sequential _soundMlp = Sequential(Linear(64, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Sequential _motionMlp = Sequential(Linear(32, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Sequential _lightMlp = Sequential(Linear(16, 32), ReLU(), Linear(32, 16), ReLU());
    private readonly Sequential _joint = Sequential(Linear(80, 32), ReLU());
    private readonly Sequential _which = Sequential(Linear(32, 10));

    public ThreeTwin() : base(nameof(ThreeTwin)) => RegisterComponents();

    public override Tensor forward(Tensor sound, Tensor motion, Tensor light)
    {
        var branches = cat([_soundMlp.call(sound), _motionMlp.call(motion), _lightMlp.call(light)], dim: 1);
        return _which.call(_joint.call(branches));
    }
}

internal sealed class ThreeCase() : BenchmarkCase<ThreeNet, ThreeNet.Dataset>("three", "MLP of three branches, batch 32", rows: 4096, lossEpochs: 2)
{
    public override IReadOnlyList<Modality> Modalities { get; } =
    [
        new(nameof(ThreeNet.Sound), ThreeNet.Sound.Length), new(nameof(ThreeNet.Motion), ThreeNet.Motion.Length),
        new(nameof(ThreeNet.Light), ThreeNet.Light.Length),
    ];

    public override Twin NewTwin()
    {
        var net = new ThreeTwin();
        return new(net, inputs => net.call(inputs[0], inputs[1], inputs[2]));
    }

    private protected override Connection Connect(ThreeNet model, ThreeNet.Dataset data, TrainingOptions options)
    {
        var trainer = new ThreeNet.Trainer(model, data, options);
        var loader = new ThreeNet.Loader(data, options.BatchSize);
        return new Connection<ThreeNet.Batch>((seed, epoch) => loader.Shuffled(seed, epoch), trainer.Step, trainer, loader, data, model);
    }
}
