using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Schedules, clipping and accumulation in generated training loops.</summary>
public sealed class ScheduledTrainingTests
{
    private static readonly TrainingOptions Tasks =
        ThreeHeads.Trainer.Defaults with { Epochs = 3, Optimizer = new SgdOptions(0.1, Momentum: 0.9), Patience = 0 };

    [Fact]
    public void What_is_declared_is_the_default() => Assert.Equal(
        new TrainingOptions
        {
            Epochs = 5, BatchSize = 8, Optimizer = new SgdOptions(0.05), Patience = 0, Threads = 1,
            Schedule = new CosineScheduleOptions(0.01), Warmup = new(Steps: 4), ClipNorm = 2, Accumulate = 3,
        },
        Scheduled.Trainer.Defaults);

    [Fact]
    public void Every_epoch_reports_the_rate_of_its_last_step()
    {
        // 60 samples are 8 batches, 3 steps: the last of them takes the 2 that are left.
        using var data = Numbers(60);
        using var model = new Scheduled(1);
        var run = model.Fit(data, data);
        double[] expected =
        [
            .. Enumerable.Range(1, 5).Select(epoch => 3 * epoch - 1).Select(step =>
                step < 4 ? 0.05 * (step + 1) / 4 : 0.01 + 0.04 * (1 + Math.Cos(Math.PI * (step - 4) / 11)) / 2),
        ];
        Assert.Equal(5, run.Epochs.Count);
        Assert.All(run.Epochs.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.LearningRate, 1e-15));
    }

    // Plain gradient descent moves a weight by rate · gradient: the sum of the rates can be read from weights whose gradient is known.
    [Fact]
    public void Each_step_goes_as_far_as_its_rate_says()
    {
        using var data = Line.Dataset.From(Enumerable.Range(0, 12).Select(_ => new Line.Sample(new float[2], 1000)));
        using var model = new Line(1);
        var options = Line.Trainer.Defaults with
        {
            Epochs = 4, BatchSize = 4, Patience = 0, Optimizer = new SgdOptions(0.01), ClipNorm = 1,
            Schedule = new StepScheduleOptions(2, Factor: 0.25), Warmup = new(Steps: 3),
        };
        var before = Bias(model);
        model.Fit(data, data, options);
        // So far from the target every gradient is clipped to length 1, and only the bias has one: inputs are 0.
        var rates = Enumerable.Range(0, 12).Select(step => step < 3 ? 0.01 * (step + 1) / 3 : 0.01 * Math.Pow(0.25, (step - 3) / 6));
        Assert.Equal(rates.Sum(), Bias(model) - before, 1e-6);
    }

    [Theory]
    [InlineData(60, 8, 3)]
    [InlineData(72, 8, 3)]
    [InlineData(50, 4, 6)]
    [InlineData(11, 2, 4)]
    public void Accumulated_batches_learn_what_one_large_batch_learns(int samples, int batchSize, int accumulate)
    {
        using var data = ThreeHeads.Dataset.From(Samples.Tasks(samples, 1));
        (TrainingResult Run, double[] Weights) Learn(TrainingOptions options)
        {
            using var model = new ThreeHeads(3);
            var run = model.Fit(data, data, options);
            return (run, Weights(model));
        }

        var large = Learn(Tasks with { BatchSize = batchSize * accumulate });
        var small = Learn(Tasks with { BatchSize = batchSize, Accumulate = accumulate });
        var neither = Learn(Tasks with { BatchSize = batchSize });
        AssertClose(large.Weights, small.Weights, 1e-6);
        Assert.All(large.Run.Epochs.Zip(small.Run.Epochs), pair =>
        {
            Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-5);
            Assert.Equal((samples, samples), (pair.First.Samples, pair.Second.Samples));
        });
        Assert.True(large.Weights.Zip(neither.Weights).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-3, "steps of small batches would pass as well");
    }

    [Fact]
    public void A_trainer_that_is_stepped_by_hand_moves_with_the_last_batch_of_a_step()
    {
        using var data = Numbers(32);
        using var model = new Scheduled(1);
        using var trainer = new Scheduled.Trainer(model, data);
        using var batches = new Scheduled.Loader(data, 8);
        var before = Close.Bits(model);
        var moved = new List<bool>();
        foreach (var batch in batches.InOrder())
        {
            trainer.Step(batch);
            moved.Add(Close.Bits(model) != before);
        }
        Assert.Equal([false, false, true, true], moved);
    }

    [Fact]
    public void A_plateau_of_the_validation_loss_lowers_the_rate()
    {
        using var train = Overfitter.Dataset.From(Samples.Lots(48, 1));
        using var validation = Overfitter.Dataset.From(Samples.Lots(200, 2));
        using var model = new Overfitter(3);
        var options = Overfitter.Trainer.Defaults with
        {
            Epochs = 20, Patience = 0, Schedule = new PlateauScheduleOptions(0.5, Patience: 2, Threshold: 0.01, Minimum: 1e-3),
        };
        var run = model.Fit(train, validation, options);

        var (rate, lowest, waited) = (1e-2, double.PositiveInfinity, 0);
        foreach (var epoch in run.Epochs)
        {
            Assert.Equal(rate, epoch.LearningRate, 1e-15);
            if (epoch.Validation.Loss < lowest * 0.99) (lowest, waited) = (epoch.Validation.Loss, 0);
            else if (++waited == 2) (rate, waited) = (Math.Max(rate / 2, 1e-3), 0);
        }
        Assert.Equal(1e-3, run.Epochs[^1].LearningRate);
    }

    [Fact]
    public void What_does_not_go_together_is_refused_before_training()
    {
        using var data = Numbers(60);
        using var model = new Scheduled(1);
        var options = Scheduled.Trainer.Defaults;
        string Fails(TrainingOptions wrong) => Assert.Throws<FusionException>(() => model.Fit(data, data, wrong)).Message;
        Assert.Contains("expected less than the 15 steps of the run (3 an epoch)", Fails(options with { Warmup = new(Steps: 15) }));
        Assert.Contains("expected no Warmup", Fails(options with { Schedule = new OneCycleScheduleOptions(0.1) }));
        Assert.Contains("expected at least 0 and below the learning rate", Fails(options with { Optimizer = new SgdOptions(0.01) }));
        Assert.Contains("both ClipNorm and ClipValue", Fails(options with { ClipValue = 1 }));
    }

    private static Scheduled.Dataset Numbers(int count)
    {
        var random = new Random(4);
        return Scheduled.Dataset.From(Enumerable.Range(0, count).Select(_ => new Scheduled.Sample(Samples.Vector(random, 4), (float)Samples.Normal(random))));
    }

    private static double[] Weights(ThreeHeads model) => [.. model.parameters().SelectMany(parameter => parameter.data<float>().ToArray()).Select(value => (double)value)];

    private static double Bias(Line model) => model.named_parameters().Single(parameter => parameter.name.EndsWith("bias", StringComparison.Ordinal)).parameter.data<float>()[0];

    private static void AssertClose(double[] expected, double[] actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
