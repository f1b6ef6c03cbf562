using FusionDsl.Models.Tests.Checkpoints;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Decisions;

/// <summary>Decisions of trained models: how they are scored, what they learn and when.</summary>
public sealed class DecisionTrainingTests
{
    [Fact]
    public void A_decision_is_scored_by_the_probabilities_that_it_merges_and_leaves_the_loss_to_the_heads()
    {
        using var scope = NewDisposeScope();
        using var data = TwoViews.Dataset.From(Views(200, seed: 1));
        using var model = new TwoViews(seed: 2);
        model.Fit(data, data);
        var scores = model.Evaluate(data);
        Assert.Equal(scores.ByLeft.Loss + scores.ByRight.Loss, scores.Loss);
        Assert.Equal(["ByLeft", "ByRight", "Mean", "Multiplied", "Surest", "Voted", "Weighed"], scores.Heads.Select(score => score.Head));

        // By hand, from what the predictor says.
        using var predictor = model.ToPredictor();
        var samples = Views(200, seed: 1);
        var said = predictor.Predict(samples);
        Check(scores.Mean, prediction => prediction.Mean);
        Check(scores.Weighed, prediction => prediction.Weighed);
        Check(scores.Multiplied, prediction => prediction.Multiplied);
        Check(scores.Surest, prediction => prediction.Surest);
        Check(scores.Voted, prediction => prediction.Voted);
        for (var i = 0; i < samples.Count; i++)
            Assert.Equal(
                (said[i].ByLeft.Probabilities.Span[0] + said[i].ByRight.Probabilities.Span[0]) / 2, said[i].Mean.Probabilities.Span[0], 1e-6f);

        void Check(ClassificationScore score, Func<TwoViews.Prediction, ClassPrediction<Activity>> of)
        {
            Assert.Equal(samples.Select((sample, i) => of(said[i]) == sample.ByLeft!.Value ? 1.0 : 0).Average(), score.Accuracy, 1e-9);
            Assert.Equal(samples.Select((sample, i) => -Math.Log(of(said[i]).ProbabilityOf(sample.ByLeft!.Value))).Average(), score.Loss, 1e-5);
            Assert.All(said, prediction => Assert.Equal(1, of(prediction).Probabilities.ToArray().Sum(), 1e-5f));
        }
    }

    [Fact]
    public void Where_one_head_sees_noise_the_weighted_decision_is_better_than_the_mean()
    {
        // Left carries the class, right is noise: the weights find out, the mean does not.
        using var train = TwoViews.Dataset.From(Views(400, seed: 3, rightIsNoise: true));
        using var validation = TwoViews.Dataset.From(Views(300, seed: 4, rightIsNoise: true));
        using var test = TwoViews.Dataset.From(Views(2000, seed: 5, rightIsNoise: true));
        using var model = new TwoViews(seed: 1);
        model.Fit(train, validation);
        var (weights, scores) = (model.Parts.Weighed.HeadWeights, model.Evaluate(test));
        Assert.True(weights[0] > 0.9, $"weights {string.Join(", ", weights)}");
        Assert.True(scores.Weighed.Loss < scores.Mean.Loss - 0.15, $"{scores}; losses {scores.Weighed.Loss:F3} and {scores.Mean.Loss:F3}");
        Assert.True(scores.Weighed.Loss < scores.ByLeft.Loss + 0.01);
        Assert.True(scores.Weighed.Accuracy >= scores.Mean.Accuracy);
    }

    [Fact]
    public void Where_both_heads_know_something_else_every_decision_is_better_than_either()
    {
        using var train = TwoViews.Dataset.From(Views(600, seed: 6));
        using var validation = TwoViews.Dataset.From(Views(300, seed: 7));
        using var test = TwoViews.Dataset.From(Views(3000, seed: 8));
        using var model = new TwoViews(seed: 1);
        model.Fit(train, validation);
        var scores = model.Evaluate(test);
        var better = Math.Max(scores.ByLeft.Accuracy, scores.ByRight.Accuracy);
        foreach (var decision in new[] { scores.Mean, scores.Weighed, scores.Multiplied, scores.Surest, scores.Voted })
            Assert.True(decision.Accuracy > better + 0.02, $"{decision}, the better head {better:F4}");
        // The views are independent given the class, which is what the product rule takes for granted.
        Assert.True(scores.Multiplied.Loss < scores.Mean.Loss - 0.05 && scores.Multiplied.Loss < scores.Weighed.Loss - 0.05);
    }

    [Fact]
    public void The_weights_are_the_same_bits_for_the_same_seed_and_go_with_the_model()
    {
        using var train = TwoViews.Dataset.From(Views(100, seed: 9));
        string Bits()
        {
            using var model = new TwoViews(seed: 3);
            model.Fit(train, train);
            return Close.Bits(model);
        }
        Assert.Equal(Bits(), Bits());

        using var folder = new Folder();
        using var model = new TwoViews(seed: 3);
        model.Fit(train, train);
        model.Save(folder.In("model.safetensors"));
        using var loaded = TwoViews.Load(folder.In("model.safetensors"));
        Assert.Equal(model.Parts.Weighed.HeadWeights, loaded.Parts.Weighed.HeadWeights);
        Assert.NotEqual(0.5, loaded.Parts.Weighed.HeadWeights[0]);
        Assert.Equal(Close.Bits(model), Close.Bits(loaded));
    }

    [Fact]
    public void Regressions_are_merged_and_scored()
    {
        var random = new Random(1);
        using var train = ManyDecisions.Dataset.From(Places(120, 1));
        using var model = new ManyDecisions(seed: 1);
        model.Fit(train, train);
        var scores = model.Evaluate(train);
        // The best weights on these rows are at least as good as equal ones, and as either head alone.
        Assert.True(scores.WeighedPlace.Loss <= scores.PlaceOfTable.Loss + 1e-6);
        using var predictor = model.ToPredictor();
        var prediction = predictor.Predict(Places(120, 1)[0]);
        for (var i = 0; i < 2; i++)
            Assert.Equal((prediction.PlaceOfWave.Span[i] + prediction.PlaceOfTable.Span[i]) / 2, prediction.MeanPlace.Span[i], 1e-5f);
        Assert.Equal(1, model.Parts.WeighedPlace.HeadWeights.Sum(), 1e-6);
    }

    [Fact]
    public void The_prior_of_a_product_follows_the_losses_of_its_heads()
    {
        using var scope = NewDisposeScope();
        using var train = ManyDecisions.Dataset.From(Places(120, 1));
        using var model = new ManyDecisions(seed: 1);
        using var trainer = new ManyDecisions.Trainer(model, train);
        var right = Places(120, 1).Count(sample => sample.SideOfWave == Side.Right);
        // Balanced; weighted 3 to 1; as they are. P is the geometric mean.
        double[][] priors = [[0.5, 0.5], Shares(120 - right, 3 * right), Shares(120 - right, right)];
        double[] expected = [.. Enumerable.Range(0, 2).Select(i => priors.Average(prior => Math.Log(prior[i])))];
        Close.Equal(expected, model.state_dict()["Together.rule.log_prior"]);

        static double[] Shares(double left, double right) => [left / (left + right), right / (left + right)];
    }

    internal static List<TwoViews.Sample> Views(int count, int seed, bool rightIsNoise = false) => [.. Drawn(count, seed, rightIsNoise)
        .Select(view => new TwoViews.Sample(Left: view.Left, Right: view.Right, ByLeft: view.Class, ByRight: view.Class))];

    // Normal around a mean that the class decides, view by view independently.
    internal static IEnumerable<(float[] Left, float[] Right, Activity Class)> Drawn(int count, int seed, bool rightIsNoise = false)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var truth = random.Next(3);
            float[] left = Samples.Vector(random, 2), right = Samples.Vector(random, 3);
            left[0] += truth == 0 ? 1.5f : truth == 1 ? -1 : 0;
            left[1] += truth == 2 ? 1.2f : 0;
            if (!rightIsNoise) right[truth] += 1.8f;
            yield return (left, right, (Activity)truth);
        }
    }

    private static List<ManyDecisions.Sample> Places(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var side = random.Next(4) == 0 ? Side.Right : Side.Left;
            var table = Samples.Vector(random, 4);
            float[] place = [table[0] + (side == Side.Right ? 1 : 0), table[1]];
            return new ManyDecisions.Sample(
                Wave: Samples.Vector(random, 16), Table: table, SideOfWave: side, SideOfTable: side, SideOfBoth: side, PlaceOfWave: place, PlaceOfTable: place, Alone: table[2]);
        })];
    }
}
