using FusionDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>Two encoders of two layers each: every operation is so small that what lies around it decides.</summary>
[FusionModel]
[Train(BatchSize = 32), Adam(1e-3)]
public partial class SmallNet
{
    [Vector(64)]
    public partial class Sound;

    [Vector(32)]
    public partial class Motion;

    [Encoder<Sound>, Dense(64), Relu, Dense(32), Relu]
    public partial class SoundMlp;

    [Encoder<Motion>, Dense(64), Relu, Dense(32), Relu]
    public partial class MotionMlp;

    [Concat<SoundMlp, MotionMlp>]
    public partial class Joint;

    [Classifier<Joint, Digit>]
    public partial class Which;
}

/// <summary>The same, written by hand.</summary>
internal sealed class SmallTwin : Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential _soundMlp = Sequential(Linear(64, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Sequential _motionMlp = Sequential(Linear(32, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Sequential _which = Sequential(Linear(64, 10));

    public SmallTwin() : base(nameof(SmallTwin)) => RegisterComponents();

    public override Tensor forward(Tensor sound, Tensor motion) =>
        _which.call(cat([_soundMlp.call(sound), _motionMlp.call(motion)], dim: 1));
}

internal sealed class SmallCase() : BenchmarkCase<SmallNet, SmallNet.Dataset>("small", "MLP of two encoders, batch 32", rows: 4096, lossEpochs: 2)
{
    public override IReadOnlyList<Modality> Modalities { get; } =
        [new(nameof(SmallNet.Sound), SmallNet.Sound.Length), new(nameof(SmallNet.Motion), SmallNet.Motion.Length)];

    public override Twin NewTwin()
    {
        var net = new SmallTwin();
        return new(net, inputs => net.call(inputs[0], inputs[1]));
    }

    public override (Inference, IReadOnlyDictionary<string, Tensor>)? Predictor(Workload workload)
    {
        var (model, weights) = Trained(workload, epochs: 2);
        var predictor = model.ToPredictor();
        var samples = Enumerable.Range(0, workload.Rows)
            .Select(row => new SmallNet.Sample(Sound: workload.Numbers(0, row), Motion: workload.Numbers(1, row))).ToArray();
        return (new Inference<SmallNet.Sample>(
            samples,
            one: sample => (int)predictor.Predict(sample).Which.Class,
            many: some => (int)predictor.Predict(some)[^1].Which.Class,
            forward: inputs => model.call(new(Sound: new(inputs[0]), Motion: new(inputs[1]), Labels: default)).Which.Tensor,
            predictor, model), weights);
    }

    private protected override Connection Connect(SmallNet model, SmallNet.Dataset data, TrainingOptions options)
    {
        var trainer = new SmallNet.Trainer(model, data, options);
        var loader = new SmallNet.Loader(data, options.BatchSize);
        return new Connection<SmallNet.Batch>((seed, epoch) => loader.Shuffled(seed, epoch), trainer.Step, trainer, loader, data, model);
    }
}
