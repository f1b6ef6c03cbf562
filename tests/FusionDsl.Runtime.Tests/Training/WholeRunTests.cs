using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>The parts of the training core together, over data whose four classes can be told apart.</summary>
[Collection(nameof(Alone))]
public sealed class WholeRunTests
{
    private static readonly TrainingOptions Options =
        new() { Epochs = 12, BatchSize = 16, Optimizer = new AdamOptions(5e-3), Threads = 1, Seed = 3 };

    [Fact]
    public void A_small_net_learns_what_can_be_learned()
    {
        var (result, score, _) = Run(Options);
        Assert.Equal(StopReason.AllEpochs, result.Stopped);
        Assert.Equal(12, result.Epochs.Count);
        Assert.InRange(score.Accuracy, 0.97, 1);
        Assert.True(result.Epochs[^1].TrainLoss < 0.3 * result.Epochs[0].TrainLoss);
        Assert.All(result.Epochs, report => Assert.Equal(160, report.Samples));
        Assert.Equal(result.BestEpoch, result.Epochs.Last(report => report.IsBest).Epoch);
        Assert.Equal(result.Epochs.Min(report => report.Validation.Loss), score.Loss, 1e-6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_does_not()
    {
        Assert.Equal(Run(Options).Weights, Run(Options).Weights);
        Assert.NotEqual(Run(Options).Weights, Run(Options with { Seed = 4 }).Weights);
    }

    [Fact]
    public void Measuring_the_threads_first_does_not_change_the_result_of_one_thread()
    {
        var measured = Run(Options with { Threads = null, Epochs = 2 });
        var given = Run(Options with { Threads = measured.Result.Threads, Epochs = 2 });
        Assert.Equal(given.Weights, measured.Weights);
    }

    [Fact]
    public void Training_stops_when_patience_is_at_its_end_with_the_best_weights()
    {
        // So high a rate moves away from the optimum soon after it came near.
        var (result, score, _) = Run(Options with { Epochs = 200, Patience = 2, Optimizer = new SgdOptions(0.5, 0.9) });
        Assert.Equal(StopReason.NoImprovement, result.Stopped);
        Assert.Equal(result.BestEpoch + 2, result.Epochs.Count);
        Assert.Equal(result.Epochs[result.BestEpoch - 1].Validation.Loss, score.Loss, 1e-6);
    }

    [Fact]
    public void A_cancelled_run_returns_what_it_has()
    {
        using var source = new CancellationTokenSource();
        var (result, _, _) = Run(Options, new Canceller(source, afterEpoch: 2), source.Token);
        Assert.Equal(StopReason.Cancelled, result.Stopped);
        Assert.Equal(2, result.Epochs.Count);
        Assert.InRange(result.BestEpoch, 1, 2);
    }

    [Fact]
    public void Values_that_are_not_finite_end_the_run_at_their_step()
    {
        using var net = Nets.Make(2);
        var train = Data(160, 1);
        train.X[5, 0, 0] = float.NaN;
        using var trainer = new HandWrittenTrainer(net, train, Options);
        var failure = Assert.Throws<DivergedException>(() => trainer.Fit(Data(40, 2)));
        Assert.Equal(1, failure.Epoch);
        Assert.InRange(failure.Step!.Value, 1, 10);
        Assert.All(FlatParameters.Of(net).Values.data<float>().ToArray(), weight => Assert.True(float.IsFinite(weight)));
    }

    private static (TrainingResult Result, ClassificationScore Score, float[] Weights) Run(
        TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var net = Nets.Make(2);
        using var trainer = new HandWrittenTrainer(net, Data(160, 1), options);
        var validation = Data(80, 2);
        var result = trainer.Fit(validation, progress, cancellation);
        return (result, trainer.Evaluate(validation).Class, Nets.Floats(FlatParameters.Of(net).Values));
    }

    // A wave whose frequency is the class, in noise.
    private static (Tensor X, Tensor Y) Data(int rows, long seed)
    {
        var (noise, y) = Nets.Batch(rows, seed);
        using var time = arange(16, dtype: ScalarType.Float32).view(1, 1, 16);
        using var frequency = (y + 1).to(ScalarType.Float32).view(-1, 1, 1) * 0.6;
        return (noise * 0.2 + (time * frequency).sin(), y);
    }

    private sealed class Canceller(CancellationTokenSource source, int afterEpoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value is EpochReport report && report.Epoch == afterEpoch) source.Cancel();
        }
    }
}
