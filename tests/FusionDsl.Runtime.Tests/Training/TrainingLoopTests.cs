using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>Tests of what the whole process shares: libtorch's number of threads, its random numbers.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class TrainingLoopTests
{
    [Fact]
    public void The_mean_loss_of_an_epoch_weighs_every_sample_the_same()
    {
        using var log = new LossLog(3, CPU);
        using var loss = tensor(2f);
        log.Add(loss, 10);
        log.Add(5f, 2);
        Assert.Equal((2.0 * 10 + 5 * 2) / 12, log.Mean(1), 12);
        log.Clear();
        Assert.True(double.IsNaN(log.Mean(2)));
        for (var step = 1; step <= 20; step++) log.Add(step, 4);
        Assert.Equal(10.5, log.Mean(2));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_not_finite_names_epoch_and_step(float bad)
    {
        using var log = new LossLog(5, CPU);
        foreach (var loss in new[] { 1f, 2f, bad, float.NaN }) log.Add(loss, 8);
        var failure = Assert.Throws<DivergedException>(() => log.Mean(7));
        Assert.Equal((7, 3), (failure.Epoch, failure.Step));
        Assert.Contains("step 3 of epoch 7", failure.Message);
    }

    [Fact]
    public void The_best_weights_come_back_with_the_statistics_of_the_BatchNorm()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var adam = Optimizer.Create(new AdamOptions(1e-2), flat);
        using var best = new BestWeights(net, flat, patience: 2);
        float[]? kept = null;
        double[] losses = [3, 1, 2, 1];
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            Train(net, flat, adam, epoch);
            Assert.Equal(epoch is 1 or 2, best.Offer(epoch, losses[epoch - 1]));
            if (epoch == 2) kept = State(net);
            Assert.Equal(epoch == 4, best.IsExhausted(epoch));
        }
        Assert.NotEqual(kept, State(net));
        best.Restore();
        Assert.Equal(2, best.Epoch);
        Assert.Equal(kept, State(net));
        flat.ThrowIfDetached();
    }

    [Fact]
    public void Patience_0_never_stops_and_no_epoch_means_the_first_weights()
    {
        using var net = Nets.Make(1);
        var before = State(net);
        var flat = FlatParameters.Of(net);
        using var best = new BestWeights(net, flat, patience: 0);
        Assert.False(best.IsExhausted(1000));
        flat.Values.fill_(0);
        best.Restore();
        Assert.Equal(before, State(net));
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_is_an_error()
    {
        using var net = Nets.Make(1);
        using var best = new BestWeights(net, FlatParameters.Of(net), 3);
        Assert.Contains("after epoch 4", Assert.Throws<DivergedException>(() => best.Offer(4, double.NaN)).Message);
    }

    [Fact]
    public void Probing_threads_leaves_no_trace()
    {
        var threads = get_num_threads();
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var adam = Optimizer.Create(new AdamOptions(1e-2), flat);
        var before = State(net);
        var calls = 0;
        manual_seed(5);
        using var expected = rand(3);
        manual_seed(5);
        var chosen = ThreadProbe.Choose(null, net, flat, () =>
        {
            calls++;
            rand(2).Dispose();
            Train(net, flat, adam, calls);
        });
        using var random = rand(3);
        Assert.True(calls >= 2);
        Assert.Equal(chosen, get_num_threads());
        Assert.InRange(chosen, 1, Environment.ProcessorCount);
        Assert.Equal(before, State(net));
        Assert.All(Nets.Floats(flat.Gradients), gradient => Assert.Equal(0f, gradient));
        Assert.Equal(Nets.Floats(expected), Nets.Floats(random));

        Assert.Equal(1, ThreadProbe.Choose(1, net, flat, () => Assert.Fail("nothing to measure")));
        Assert.Equal(1, get_num_threads());
        set_num_threads(threads);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Assert.Equal(Run(), Run());

        static float[] Run()
        {
            using var net = Nets.Make(4);
            var flat = FlatParameters.Of(net);
            using var adam = Optimizer.Create(new AdamWOptions(1e-2), flat);
            for (var step = 0; step < 30; step++) Train(net, flat, adam, step);
            return State(net);
        }
    }

    [Fact]
    public void Live_tensors_do_not_grow_over_a_thousand_steps()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        var (x, y) = Nets.Batch(8, 1);
        using var log = new LossLog(1010, CPU);
        Assert.All(new OptimizerOptions[] { new AdamOptions(1e-3), new SgdOptions(1e-3, 0.9) }, options =>
        {
            using var optimizer = Optimizer.Create(options, flat);
            log.Clear();
            for (var step = 0; step < 10; step++) Step();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var step = 0; step < 500; step++) Step();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

            void Step()
            {
                flat.ClearGradients();
                using var logits = net.call(x);
                using var loss = nn.functional.cross_entropy(logits, y);
                loss.backward();
                log.Add(loss, 8);
                optimizer.Step();
            }
        });
    }

    [Fact]
    public void Steps_are_reported_at_most_ten_times_a_second()
    {
        var heard = new List<StepProgress>();
        var reporter = new StepReporter(new Listener(heard), epochs: 2, samplesPerEpoch: 40_000);
        var begin = DateTime.UtcNow;
        reporter.Begin(1);
        for (var step = 0; step < 10_000; step++) reporter.Step(4);
        var most = (DateTime.UtcNow - begin).TotalSeconds * 10 + 1;
        Assert.Equal(40_000, reporter.Samples);
        Assert.InRange(heard.Count, 1, most);
        Assert.Equal((1, 2, 4L, 40_000L), (heard[0].Epoch, heard[0].Epochs, heard[0].Samples, heard[0].SamplesPerEpoch));
        reporter.Begin(2);
        Assert.Equal(0, reporter.Samples);
        new StepReporter(null, 1, 1).Step(1);
    }

    [Fact]
    public void Options_out_of_range_are_named_with_their_range()
    {
        var valid = new TrainingOptions { Epochs = 1, BatchSize = 3, Optimizer = new AdamOptions(1e-3) };
        valid.ThrowIfInvalid(smallestBatch: 3);
        Assert.Contains("Epochs is 0; expected at least 1", Fails(valid with { Epochs = 0 }));
        Assert.Contains("BatchSize is 2; expected at least 3. The model has a BatchNorm", Fails(valid with { BatchSize = 2 }));
        Assert.Contains("Patience is -1; expected at least 0", Fails(valid with { Patience = -1 }));
        Assert.Contains("Threads is 0; expected at least 1", Fails(valid with { Threads = 0 }));

        static string Fails(TrainingOptions options) =>
            Assert.Throws<FusionException>(() => options.ThrowIfInvalid(smallestBatch: 3)).Message;
    }

    private static void Train(nn.Module<Tensor, Tensor> net, FlatParameters flat, Optimizer optimizer, long seed)
    {
        var (x, y) = Nets.Batch(8, seed);
        flat.ClearGradients();
        Nets.Differentiate(net, x, y);
        optimizer.Step();
    }

    private static float[] State(nn.Module net) => [.. net.state_dict().Values.SelectMany(value =>
    {
        using var number = value.to(ScalarType.Float32);
        return Nets.Floats(number);
    })];

    private sealed class Listener(List<StepProgress> heard) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => heard.Add((StepProgress)value);
    }
}
