using FusionDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>The model of the worked example with its first head: a convolutional network over opcodes beside an MLP over frequencies.</summary>
[FusionModel]
[Train(BatchSize = 64), Adam(2e-4)]
public partial class CipherNet
{
    [Tokens(256, vocabulary: 108)]
    public partial class Opcodes;

    [Vector(108), Standardize]
    public partial class Frequencies;

    [Encoder<Opcodes>]
    [Embedding(8)]
    [Conv1d(256, kernel: 16), BatchNorm, Relu]
    [Conv1d(32, kernel: 4), BatchNorm, Relu]
    [Flatten, Dense(12), Relu]
    public partial class OpcodeCnn;

    [Encoder<Frequencies>]
    [Dense(256), BatchNorm, Dense(32), BatchNorm, Relu, Dense(12), Relu]
    public partial class FrequencyMlp;

    [Concat<OpcodeCnn, FrequencyMlp>]
    public partial class Joint;

    [Classifier<Joint, Cipher>]
    public partial class Algorithm;
}

/// <summary>The same, written by hand. As in the declared model, nothing in front of a BatchNorm has a bias, which would be taken away again.</summary>
internal sealed class CipherTwin : Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential _opcodeCnn = Sequential(
        ("0", Embedding(108, 8)), ("swap", new TimeLast()),
        ("1", Conv1d(8, 256, 16, bias: false)), ("2", BatchNorm1d(256)), ("3", ReLU()),
        ("4", Conv1d(256, 32, 4, bias: false)), ("5", BatchNorm1d(32)), ("6", ReLU()),
        ("7", Flatten()), ("8", Linear(32 * 238, 12)), ("9", ReLU()));

    private readonly Sequential _frequencyMlp = Sequential(
        Linear(108, 256, hasBias: false), BatchNorm1d(256), Linear(256, 32, hasBias: false), BatchNorm1d(32), ReLU(), Linear(32, 12), ReLU());

    private readonly Sequential _algorithm = Sequential(Linear(24, 12));

    public CipherTwin() : base(nameof(CipherTwin)) => RegisterComponents();

    public override Tensor forward(Tensor opcodes, Tensor frequencies) =>
        _algorithm.call(cat([_opcodeCnn.call(opcodes), _frequencyMlp.call(frequencies)], dim: 1));

    /// <summary>[batch, time, channel] → [batch, channel, time].</summary>
    private sealed class TimeLast() : Module<Tensor, Tensor>(nameof(TimeLast))
    {
        public override Tensor forward(Tensor input) => input.transpose(1, 2);
    }
}

internal sealed class CnnCase()
    : BenchmarkCase<CipherNet, CipherNet.Dataset>("cnn", "CNN over tokens beside an MLP, batch 64", rows: 256, lossEpochs: 6)
{
    public override IReadOnlyList<Modality> Modalities { get; } =
    [
        new(nameof(CipherNet.Opcodes), CipherNet.Opcodes.Length, CipherNet.Opcodes.Vocabulary),
        new(nameof(CipherNet.Frequencies), CipherNet.Frequencies.Length, Standardized: true),
    ];

    public override Twin NewTwin()
    {
        var net = new CipherTwin();
        return new(net, inputs => net.call(inputs[0], inputs[1]));
    }

    public override (Inference, IReadOnlyDictionary<string, Tensor>)? Predictor(Workload workload)
    {
        var (model, weights) = Trained(workload, epochs: 2);
        var predictor = model.ToPredictor();
        var samples = Enumerable.Range(0, workload.Rows)
            .Select(row => new CipherNet.Sample(Opcodes: workload.Tokens(0, row), Frequencies: workload.Numbers(1, row))).ToArray();
        return (new Inference<CipherNet.Sample>(
            samples,
            one: sample => (int)predictor.Predict(sample).Algorithm.Class,
            many: some => (int)predictor.Predict(some)[^1].Algorithm.Class,
            forward: inputs => model.call(new(Opcodes: new(inputs[0]), Frequencies: new(inputs[1]), Labels: default)).Algorithm.Tensor,
            predictor, model), weights);
    }

    private protected override Connection Connect(CipherNet model, CipherNet.Dataset data, TrainingOptions options)
    {
        var trainer = new CipherNet.Trainer(model, data, options);
        var loader = new CipherNet.Loader(data, options.BatchSize);
        return new Connection<CipherNet.Batch>((seed, epoch) => loader.Shuffled(seed, epoch), trainer.Step, trainer, loader, data, model);
    }
}
