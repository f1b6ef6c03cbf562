using FusionDsl.Data;
using FusionDsl.Decisions;
using FusionDsl.Models.Tests.Checkpoints;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Decisions;

/// <summary>Stacking learns from what nobody has learned, and from nothing else.</summary>
public sealed class StackingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The heads can do nothing but remember: every row has a feature of its own, and its class is drawn by lot.
    [Fact]
    public void No_rows_own_label_trains_the_probability_that_is_stacked()
    {
        using var scope = NewDisposeScope();
        using var train = Rememberer.Dataset.From(Lots(60, seed: 1));
        using var model = new Rememberer(seed: 1);
        model.Fit(train, train);
        var scores = model.Evaluate(train);
        // The heads know every training row by heart ...
        Assert.True(scores.ByOne.Loss < 0.1 && scores.ByOther.Loss < 0.1, scores.ToString());

        // ... and a stacking that had been shown this would believe them entirely.
        using var fooled = new Stacking(2, 2, l2: 1e-3);
        using var opinions = new Opinions();
        model.eval();
        using (var batches = new Rememberer.Loader(train, 60))
            foreach (var batch in batches.InOrder())
            {
                using var output = model.call(batch);
                opinions.Add(batch.Labels.ByOne, output.ByOne.Tensor, output.ByOther.Tensor);
            }
        fooled.Fit(opinions);
        Assert.True(Belief(fooled.state_dict()["weight"]) > 0.5, $"{Belief(fooled.state_dict()["weight"])}");

        // What the copies say of rows that they have not seen is worth nothing, and ours has noticed.
        var belief = Belief(model.state_dict()["Stacked.rule.weight"]);
        Assert.True(belief < 0.25, $"it believes the heads by {belief:F3}, though they know nothing about new rows");
        Assert.True(scores.Stacked.Loss > 0.4, $"{scores.Stacked.Loss:F3}");
    }

    [Fact]
    public void A_label_changes_what_is_stacked_of_other_rows_alone()
    {
        // The copy that speaks of a row is trained on the other folds: its own label is not among what it saw.
        var samples = Lots(24, seed: 2);
        var changed = samples.ToList();
        changed[5] = changed[5] with { ByOne = Other(changed[5].ByOne), ByOther = Other(changed[5].ByOther) };
        using var before = Rememberer.Dataset.From(samples);
        using var after = Rememberer.Dataset.From(changed);
        foreach (var fold in Folds.Of(before.Info, before.Labels.ByOne, count: 3, seed: 1))
        {
            using var learned = before.Pick(fold.Learned);
            using var learnedAfter = after.Pick(fold.Learned);
            var isSame = Weights(learned, fold.Seed) == Weights(learnedAfter, fold.Seed);
            Assert.Equal(fold.HeldOut.Contains(5), isSame);
        }

        static Side? Other(Side? side) => side == Side.Left ? Side.Right : Side.Left;

        static string Weights(Rememberer.Dataset train, ulong seed)
        {
            using var model = new Rememberer((long)seed);
            using var trainer = new Rememberer.Trainer(model, train, Rememberer.Trainer.Defaults with { Seed = seed, Epochs = 2 });
            using var batches = new Rememberer.Loader(train, 8);
            foreach (var batch in batches.InOrder()) trainer.Step(batch);
            return Close.Bits(model);
        }
    }

    [Fact]
    public void Stacking_beats_both_heads_on_new_rows_and_is_the_same_for_the_same_seed()
    {
        using var train = StackedViews.Dataset.From(Views(400, seed: 1));
        using var validation = StackedViews.Dataset.From(Views(200, seed: 2));
        using var test = StackedViews.Dataset.From(Views(2000, seed: 3));
        using var model = new StackedViews(seed: 1);
        model.Fit(train, validation);
        var scores = model.Evaluate(test);
        Assert.True(scores.Stacked.Accuracy > Math.Max(scores.ByLeft.Accuracy, scores.ByRight.Accuracy) + 0.02, scores.ToString());
        Assert.True(scores.Stacked.Loss < Math.Min(scores.ByLeft.Loss, scores.ByRight.Loss) - 0.1, $"{scores.Stacked.Loss:F3}");

        using var again = new StackedViews(seed: 1);
        again.Fit(train, validation);
        Assert.Equal(Close.Bits(model), Close.Bits(again));
    }

    [Fact]
    public void Heads_are_the_same_with_and_without_a_stacking_and_so_are_the_random_numbers_after_it()
    {
        using var data = StackedViews.Dataset.From(Views(80, seed: 4));
        (string Heads, float[] Next) Run(bool isStacked)
        {
            using var model = new StackedViews(seed: 2);
            using var trainer = new StackedViews.Trainer(model, data) { FitsDecisions = isStacked };
            trainer.Fit(data);
            using var next = rand(3);
            return (string.Join("\n", Close.Bits(model).Split('\n').Where(line => !line.StartsWith("Stacked"))), next.data<float>().ToArray());
        }
        Assert.Equal(Run(true), Run(false), (a, b) => a.Heads == b.Heads && a.Next.SequenceEqual(b.Next));
    }

    [Fact]
    public void A_run_that_goes_on_ends_with_the_same_bits_wherever_it_was_stopped()
    {
        using var data = StackedViews.Dataset.From(Views(70, seed: 5));
        var checkpoints = new CheckpointOptions(_folder.In("all")) { Every = TimeSpan.Zero, Keep = int.MaxValue };
        string Run(Checkpoint? resume, CheckpointOptions? keep = null)
        {
            using var model = new StackedViews(resume is null ? 1 : 99);
            var result = model.Fit(data, data, StackedViews.Trainer.Defaults with { Epochs = 2, Checkpoints = keep }, resume: resume);
            Assert.Equal(StopReason.AllEpochs, result.Stopped);
            return Close.Bits(model);
        }
        var whole = Run(null);
        Assert.Equal(whole, Run(null, checkpoints));
        var files = Directory.GetFiles(checkpoints.Folder, "checkpoint-*");
        Assert.Equal(1 + 2 * (3 + 1), files.Length);
        foreach (var file in files) Assert.Equal(whole, Run(Checkpoint.Open(file)));
    }

    [Fact]
    public void A_run_that_is_stopped_while_it_holds_out_folds_is_not_over_and_can_be_finished()
    {
        using var data = StackedViews.Dataset.From(Views(70, seed: 6));
        var options = StackedViews.Trainer.Defaults with { Epochs = 3 };
        using var whole = new StackedViews(seed: 1);
        whole.Fit(data, data, options);

        using var model = new StackedViews(seed: 1);
        using var stop = new CancellationTokenSource();
        // After the last epoch of the model itself only the copies are left.
        var result = model.Fit(data, data, options, new Listener<TrainingProgress>(told =>
        {
            if (told is EpochReport { Epoch: 3 }) stop.Cancel();
        }), stop.Token);
        Assert.Equal((StopReason.Cancelled, 3), (result.Stopped, result.Epochs.Count));
        Assert.NotEqual(Close.Bits(whole), Close.Bits(model));
        Assert.True(model.FitDecisions(data, data, options));
        Assert.Equal(Close.Bits(whole), Close.Bits(model));
    }

    [Fact]
    public void Fewer_rows_than_folds_are_an_error_before_the_training()
    {
        using var data = StackedViews.Dataset.From(Views(3, seed: 7));
        using var model = new StackedViews(seed: 1);
        var told = 0;
        var error = Assert.Throws<FusionException>(() => model.Fit(data, data, progress: new Listener<TrainingProgress>(_ => told++)));
        Assert.Contains("Stacking holds out 4 folds, but there are 3 training rows", error.Message);
        Assert.Equal(0, told);
    }

    [Fact]
    public void A_frozen_stacking_says_what_the_module_says()
    {
        using var scope = NewDisposeScope();
        var samples = Views(50, seed: 8);
        using var data = StackedViews.Dataset.From(samples);
        using var model = new StackedViews(seed: 1);
        model.Fit(data, data, StackedViews.Trainer.Defaults with { Epochs = 2 });
        using var predictor = model.ToPredictor();
        model.eval();
        using var batches = new StackedViews.Loader(data, 50);
        foreach (var batch in batches.InOrder())
        {
            using var output = model.call(batch);
            var expected = output.Stacked.Tensor.exp();
            var said = predictor.Predict(samples);
            for (var i = 0; i < samples.Count; i++) Close.Equal(expected[i], tensor(said[i].Stacked.Probabilities.ToArray()), 1e-6);
        }
    }

    // How much the probabilities of the heads matter: for the own class minus for the other one.
    private static double Belief(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var w = weight.to(ScalarType.Float64).contiguous().data<double>().ToArray();
        // [class, head · 2 + class]
        return (w[0] + w[2] + w[5] + w[7] - w[1] - w[3] - w[4] - w[6]) / 4;
    }

    private static List<StackedViews.Sample> Views(int count, int seed) => [.. DecisionTrainingTests.Drawn(count, seed)
        .Select(view => new StackedViews.Sample(Left: view.Left, Right: view.Right, ByLeft: view.Class, ByRight: view.Class))];

    private static List<Rememberer.Sample> Lots(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var side = (Side)random.Next(2);
            var own = new float[60];
            own[i] = 1;
            return new Rememberer.Sample(One: own, Other: own, ByOne: side, ByOther: side);
        })];
    }
}
