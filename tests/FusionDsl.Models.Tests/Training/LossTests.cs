using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Weights of classes and smoothed labels: training follows them, evaluation does not.</summary>
public sealed class LossTests
{
    private const int Count = 40;

    [Theory]
    [InlineData(GradientSource.Autograd)]
    [InlineData(GradientSource.Generated)]
    public void Training_follows_weights_and_smoothing_and_evaluation_the_plain_loss(GradientSource source)
    {
        using var data = Data();
        using var model = new WeightedHeads(1);
        var start = model.named_parameters().ToDictionary(named => named.name, named => Plain.One(named.parameter));
        double trained, plain;
        using (NewDisposeScope())
        {
            var output = model.call(new(new(data.X), data.Labels));
            var counts = Enumerable.Range(0, 3).Select(@class => data.Labels.Balanced.eq(@class).sum().ToDouble()).ToArray();
            Assert.Equal(3, counts.Distinct().Count());
            var balanced = tensor(counts.Select(count => (float)(Count / (3 * count))).ToArray());
            var given = tensor(new[] { 0.5f, 1f, 4f });
            Tensor Loss(Features<WeightedHeads.Given> logits) =>
                nn.functional.cross_entropy(logits.Tensor, data.Labels.Given, given, -100, nn.Reduction.Mean, 0.2);
            var sum = nn.functional.cross_entropy(output.Balanced.Tensor, data.Labels.Balanced, balanced, -100, nn.Reduction.Mean, 0)
                + 0.5 * Loss(output.Given)
                + nn.functional.cross_entropy(output.Smoothed.Tensor, data.Labels.Smoothed, null, -100, nn.Reduction.Mean, 0.1)
                + nn.functional.cross_entropy(output.Plain.Tensor, data.Labels.Plain);
            sum.backward();
            trained = sum.ToDouble();
            plain = (nn.functional.cross_entropy(output.Balanced.Tensor, data.Labels.Balanced)
                + 0.5 * nn.functional.cross_entropy(output.Given.Tensor, data.Labels.Given)
                + nn.functional.cross_entropy(output.Smoothed.Tensor, data.Labels.Smoothed)
                + nn.functional.cross_entropy(output.Plain.Tensor, data.Labels.Plain)).ToDouble();
        }
        var gradients = model.named_parameters().ToDictionary(named => named.name, named => Plain.One(named.parameter.grad!));
        Assert.NotEqual(trained, plain, 0.01);
        Assert.Equal(plain, model.Evaluate(data).Loss, 1e-5);

        // One step of plain descent shows the gradient that the trainer has seen.
        const double rate = 0.125;
        var run = model.Fit(data, data, WeightedHeads.Trainer.Defaults with
        {
            Epochs = 1, BatchSize = Count, Optimizer = new SgdOptions(rate), Gradients = source,
        });
        Assert.Equal(trained, run.Epochs[0].TrainLoss, 1e-5);
        foreach (var (name, parameter) in model.named_parameters())
            Close.Equal([.. start[name].Zip(gradients[name], (weight, gradient) => weight - rate * gradient)], parameter.flatten(), 1e-6);
        Assert.Equal(run.Epochs[0].Validation.Loss, model.Evaluate(data).Loss, 1e-12);
    }

    [Fact]
    public void Given_weights_stand_in_the_order_of_the_logits() => Assert.Equal([0.5, 1, 4], WeightedHeads.Given.ClassWeights);

    [Fact]
    public void Balanced_weights_are_those_of_the_training_rows_alone()
    {
        using var data = Data();
        using var others = WeightedHeads.Dataset.From(Enumerable.Range(0, 20).Select(_ =>
            new WeightedHeads.Sample(new float[4], Activity.Rest, Activity.Rest, Side.Left, Side.Left)));
        string Run(WeightedHeads.Dataset validation)
        {
            using var model = new WeightedHeads(1);
            // Of one epoch the weights are kept, whoever validates.
            model.Fit(data, validation, WeightedHeads.Trainer.Defaults with { Epochs = 1 });
            return Close.Bits(model);
        }
        Assert.Equal(Run(data), Run(others));
    }

    [Fact]
    public void Balance_finds_more_of_a_rare_class()
    {
        var (train, validation, test) = (Rare(2000, 1), Rare(1000, 2), Rare(4000, 3));
        double Recall<TModel, TDataset>(Func<List<(float[] X, Side Side)>, TDataset> made)
            where TModel : nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
        {
            using TDataset learned = made(train), chosen = made(validation), judged = made(test);
            using var model = TModel.Create(seed: 1);
            model.Fit(learned, chosen);
            return ((ClassificationScore)model.Score(judged).Heads[0]).PerClass[(int)Side.Right].Recall;
        }

        var plain = Recall<RareSide, RareSide.Dataset>(set =>
            RareSide.Dataset.From(set.Select(row => new RareSide.Sample(row.X, row.Side))));
        var balanced = Recall<RareSideBalanced, RareSideBalanced.Dataset>(set =>
            RareSideBalanced.Dataset.From(set.Select(row => new RareSideBalanced.Sample(row.X, row.Side))));
        // The sides lie two deviations apart. Where both count the same, the border is in the middle, and finds Φ(1) = 84 % of the rare
        // one; at one of them in twenty it lies (ln 19) / 2 farther out, and finds Φ(1 − 1.47) = 32 %.
        Assert.True(balanced > plain + 0.3, $"recall {balanced} with balance, {plain} without");
    }

    private static WeightedHeads.Dataset Data()
    {
        var random = new Random(5);
        return WeightedHeads.Dataset.From(Enumerable.Range(0, Count).Select(i => new WeightedHeads.Sample(
            Samples.Vector(random, 4),
            Balanced: i < 4 ? Activity.Run : i < 14 ? Activity.Walk : Activity.Rest, Given: (Activity)random.Next(3),
            Smoothed: (Side)random.Next(2), Plain: (Side)random.Next(2))));
    }

    private static List<(float[] X, Side Side)> Rare(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var side = random.Next(20) == 0 ? Side.Right : Side.Left;
            return (new[] { (float)(Samples.Normal(random) + (side == Side.Right ? 1 : -1)), (float)Samples.Normal(random) }, side);
        })];
    }
}
