using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

public sealed class TrainingTests
{
    private static readonly TrainingOptions Options = CipherNet.Trainer.Defaults;

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        using var train = CipherNet.Dataset.From(Samples.Ciphers(70, 1));
        using var validation = CipherNet.Dataset.From(Samples.Ciphers(30, 2));
        string Run(long weights, ulong order)
        {
            using var model = new CipherNet(weights);
            model.Fit(train, validation, Options with { Seed = order, Patience = 0 });
            return Close.Bits(model);
        }

        var first = Run(3, 4);
        rand(10).Dispose();
        Assert.Equal(first, Run(3, 4));
        Assert.NotEqual(first, Run(3, 5));
        Assert.NotEqual(first, Run(6, 4));
    }

    [Fact]
    public void Training_trains_in_whatever_mode_the_model_was()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(40, 1));
        string Run(bool isTraining)
        {
            using var model = new CipherNet(3);
            model.train(isTraining);
            model.Fit(data, data);
            return Close.Bits(model);
        }
        Assert.Equal(Run(true), Run(false));
    }

    [Fact]
    public void Early_stopping_leaves_the_weights_of_the_best_epoch()
    {
        using var train = Overfitter.Dataset.From(Samples.Lots(48, 1));
        using var validation = Overfitter.Dataset.From(Samples.Lots(200, 2));
        using var model = new Overfitter(3);
        List<EpochReport> told = [];
        var run = model.Fit(train, validation, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport report) told.Add(report);
        }));

        Assert.Equal(StopReason.NoImprovement, run.Stopped);
        Assert.Equal(run.BestEpoch + Overfitter.Trainer.Defaults.Patience, run.Epochs.Count);
        Assert.Equal(run.Epochs, told);
        var losses = run.Epochs.Select(report => report.Validation.Loss).ToList();
        Assert.Equal(losses.Min(), losses[run.BestEpoch - 1]);
        Assert.Equal(Enumerable.Range(1, losses.Count).Select(epoch => losses.Take(epoch).Min() == losses[epoch - 1]), run.Epochs.Select(report => report.IsBest));

        var scores = model.Evaluate(validation);
        Assert.Equal(losses[run.BestEpoch - 1], scores.Loss);
        Assert.Equal(run.Epochs[run.BestEpoch - 1].Validation.Heads[0].Metrics, scores.Heads[0].Metrics);
    }

    [Fact]
    public void A_cancelled_run_keeps_the_best_weights_so_far()
    {
        using var train = CipherNet.Dataset.From(Samples.Ciphers(70, 1));
        using var validation = CipherNet.Dataset.From(Samples.Ciphers(30, 2));
        using var model = new CipherNet(3);
        using var stop = new CancellationTokenSource();
        var run = model.Fit(train, validation, Options with { Epochs = 9 }, cancellation: stop.Token, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport { Epoch: 2 }) stop.Cancel();
        }));
        Assert.Equal((StopReason.Cancelled, 2), (run.Stopped, run.Epochs.Count));
        Assert.Equal(run.Epochs[run.BestEpoch - 1].Validation.Loss, model.Evaluate(validation).Loss);
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_began_changes_no_weight()
    {
        using var data = Line.Dataset.From([new(new float[2], 1), new(new float[2], 2)]);
        using var model = new Line(1);
        var before = Close.Bits(model);
        var run = model.Fit(data, data, cancellation: new CancellationToken(canceled: true));
        Assert.Equal((StopReason.Cancelled, 0, 0), (run.Stopped, run.Epochs.Count, run.BestEpoch));
        Assert.Equal(before, Close.Bits(model));
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_epoch_and_step_and_leaves_finite_weights()
    {
        const int poisoned = 123;
        var random = new Random(1);
        using var train = Line.Dataset.From(Enumerable.Range(0, 200).Select(row =>
            new Line.Sample(row == poisoned ? new[] { 1e30f, 1e30f } : Samples.Vector(random, 2), 1)));
        using var model = new Line(1);
        var options = Line.Trainer.Defaults with { Seed = 9, BatchSize = 32 };
        using var batches = new Line.Loader(train, options.BatchSize);
        var (expected, steps) = (0, 0);
        foreach (var batch in batches.Shuffled(options.Seed, epoch: 1))
        {
            steps++;
            if (Plain.One(batch.X.Tensor).Any(value => value > 1e20)) expected = steps;
        }
        var before = Close.Bits(model);

        var failure = Assert.Throws<DivergedException>(() => model.Fit(train, train, options));
        Assert.Equal((1, expected), (failure.Epoch, failure.Step));
        Assert.Contains($"step {expected} of epoch 1. It began at 'Y': its loss is infinite, though its predictions are finite (up to", failure.Message);
        Assert.Equal(before, Close.Bits(model));
    }

    [Theory]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(2)]
    public void A_remainder_of_one_row_does_no_harm_to_a_BatchNorm(int count)
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(count, 1));
        using var model = new CipherNet(3);
        model.Fit(data, data, Options with { BatchSize = 16, Epochs = 3 });
        foreach (var (name, value) in model.state_dict())
            Assert.All(Plain.One(value), number => Assert.True(double.IsFinite(number), name));
    }

    [Fact]
    public void A_BatchNorm_cannot_learn_from_one_sample_and_says_so()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(1, 1));
        using var model = new CipherNet(3);
        Assert.Contains("1 training sample", Assert.Throws<FusionException>(() => model.Fit(data, data, Options)).Message);
    }

    [Fact]
    public void Training_without_samples_says_so()
    {
        using var data = Line.Dataset.From(Enumerable.Range(0, 10).Select(row => new Line.Sample(new float[2], row)));
        using var split = data.Split(validation: 0, test: 0.5, seed: 1);
        Assert.Equal((5, 0, 5), (split.Train.Count, split.Validation.Count, split.Test.Count));
        using var model = new Line(1);
        Assert.Contains("no training sample", Assert.Throws<FusionException>(() => model.Fit(split.Validation, split.Train)).Message);
        Assert.Contains("no validation samples", Assert.Throws<FusionException>(() => model.Fit(split.Train, split.Validation)).Message);
    }

    [Fact]
    public void A_model_can_be_trained_again_and_goes_on_from_where_it_was()
    {
        using var train = CipherNet.Dataset.From(Samples.Ciphers(70, 1));
        using var validation = CipherNet.Dataset.From(Samples.Ciphers(30, 2));
        (TrainingResult Second, string Bits) Run()
        {
            using var model = new CipherNet(3);
            model.Fit(train, validation, Options with { Epochs = 6 });
            var between = model.Evaluate(train).Loss;
            var second = model.Fit(train, validation, Options with { Epochs = 6 });
            Assert.True(second.Epochs[0].TrainLoss < between + 0.5, $"began at {second.Epochs[0].TrainLoss} after {between}");
            Assert.True(model.Evaluate(train).Loss < between);
            return (second, Close.Bits(model));
        }
        Assert.Equal(Run().Bits, Run().Bits);
    }

    [Fact]
    public void Standardization_sees_the_training_rows_only()
    {
        string Run(float wildness)
        {
            var samples = Samples.Ciphers(60, 1);
            var wild = samples.Select((sample, i) => i < 40 ? sample
                : sample with { Counts = sample.Counts.ToArray().Select(count => count * wildness).ToArray() });
            using var train = CipherNet.Dataset.From(wild.Take(40));
            using var rest = CipherNet.Dataset.From(wild.Skip(40));
            using var model = new CipherNet(3);
            model.Fit(train, rest, Options with { Epochs = 1 });
            return Close.Bits(model);
        }
        Assert.Equal(Run(1), Run(1000));
    }

    [Fact]
    public void Standardized_training_rows_have_mean_0_and_deviation_1()
    {
        using var train = CipherNet.Dataset.From(Samples.Ciphers(60, 1).Select(sample =>
            sample with { Counts = sample.Counts.ToArray().Select((count, i) => 100 * i + (i + 1) * count).ToArray() }));
        using var model = new CipherNet(3);
        model.Parts.Counts.Fit(train);
        using var standardized = model.Parts.Counts.call(new(train.Counts));
        var values = Plain.Two(standardized.Tensor);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(0, Enumerable.Range(0, 60).Average(row => values[row, i]), 1e-4);
            Assert.Equal(1, Enumerable.Range(0, 60).Average(row => values[row, i] * values[row, i]), 1e-4);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluation_leaves_the_model_as_it_was(bool isTraining)
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(30, 2));
        using var model = Given.Stirred(new CipherNet(3), seed: 1);
        model.train(isTraining);
        var before = Close.Bits(model);
        manual_seed(1);
        using var expected = rand(3);
        manual_seed(1);
        model.Evaluate(data);
        using var random = rand(3);
        Assert.Equal(before, Close.Bits(model));
        Assert.All(model.modules(), module => Assert.Equal(isTraining, module.training));
        Assert.Equal(0, Close.Difference(expected, random));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void The_batch_size_of_an_evaluation_does_not_change_the_scores()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(101, 2));
        using var model = Given.Stirred(new CipherNet(3), seed: 1);
        var whole = model.Evaluate(data, batchSize: 1000);
        foreach (var batchSize in new[] { 1, 2, 7, 100, 101 })
        {
            var scores = model.Evaluate(data, batchSize);
            Assert.Equal(whole.Verdict.Confusion, scores.Verdict.Confusion);
            Assert.Equal(whole.Loss, scores.Loss, 1e-6);
        }
    }

    [Fact]
    public void The_scores_are_those_of_the_outputs()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(50, 2));
        using var model = Given.Stirred(new CipherNet(3), seed: 1);
        model.eval();
        using var output = model.call(new(Opcodes: new(data.Opcodes), Counts: new(data.Counts), Labels: default));
        var logits = Plain.Two(output.Verdict.Tensor);
        var labels = Plain.One(data.Labels.Verdict).Select(label => (int)label).ToArray();
        var (loss, hits) = (0.0, 0);
        for (var row = 0; row < 50; row++)
        {
            var all = Enumerable.Range(0, 4).Select(i => logits[row, i]).ToArray();
            loss += Math.Log(all.Sum(Math.Exp)) - all[labels[row]];
            if (Array.IndexOf(all, all.Max()) == labels[row]) hits++;
        }
        var scores = model.Evaluate(data);
        Assert.Equal(loss / 50, scores.Loss, 1e-5);
        Assert.Equal(hits / 50.0, scores.Verdict.Accuracy);
    }

    [Fact]
    public void A_trainer_can_be_stepped_by_hand_for_as_long_as_one_likes()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(32, 1));
        using var model = new CipherNet(3);
        using var trainer = new CipherNet.Trainer(model, data, Options);
        using var batches = new CipherNet.Loader(data, 16);
        var before = model.Evaluate(data).Loss;
        model.train();
        for (var epoch = 1; epoch <= 20; epoch++)
            foreach (var batch in batches.Shuffled(seed: 1, epoch)) trainer.Step(batch);
        Assert.True(model.Evaluate(data).Loss < 0.8 * before, $"{before} → {model.Evaluate(data).Loss}");
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var data = CipherNet.Dataset.From(Samples.Ciphers(32, 1));
        using var model = new CipherNet(3);
        Assert.Contains("BatchSize is 2", Assert.Throws<FusionException>(() => model.Fit(data, data, Options with { BatchSize = 2 })).Message);
        Assert.Contains("Epochs is 0", Assert.Throws<FusionException>(() => model.Fit(data, data, Options with { Epochs = 0 })).Message);
    }

    [Fact]
    public void Declared_settings_are_the_defaults()
    {
        Assert.Equal(
            new TrainingOptions { Epochs = 60, BatchSize = 32, Optimizer = new SgdOptions(0.05, Momentum: 0.9), Patience = 10, Seed = 1, Threads = 1 },
            Line.Trainer.Defaults);
        Assert.Equal(new AdamOptions(2e-3), CipherNet.Trainer.Defaults.Optimizer);
        Assert.Equal(new AdamWOptions(1e-3), ThreeHeads.Trainer.Defaults.Optimizer);
    }
}
