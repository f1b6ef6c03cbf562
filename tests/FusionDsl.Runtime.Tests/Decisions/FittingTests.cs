using FusionDsl.Decisions;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Decisions;

/// <summary>What decisions learn is the best there is: no grid, no step and no other point does better.</summary>
public sealed class FittingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Weights_of_classifiers_minimize_the_loss_on_the_simplex(int seed)
    {
        var random = new Random(seed);
        // Heads of different skill: logits for the truth, plus noise.
        double[] skills = [2.0, 0.7, 0.0];
        using var opinions = Opinions(random, 300, classes: 4, skills, out var truth, out var said);
        using var rule = new Weighted(3, 4);
        rule.Fit(opinions);
        var weights = rule.HeadWeights;
        Assert.Equal(1, weights.Sum(), 1e-6);
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1));

        double Loss(double a, double b) => -truth.Select((t, row) => Math.Log(a * said[0][row][t] + b * said[1][row][t] + (1 - a - b) * said[2][row][t])).Average();
        var least = Loss(weights[0], weights[1]);
        for (var i = 0; i <= 100; i++)
            for (var j = 0; i + j <= 100; j++)
                Assert.True(least <= Loss(i / 100.0, j / 100.0) + 1e-6, $"seed {seed}: ({i}, {j}) % has a lower loss than {string.Join(", ", weights)}");
        Assert.True(weights[0] > weights[1] && weights[1] > weights[2] - 1e-3, string.Join(", ", weights));
    }

    [Fact]
    public void A_head_without_an_idea_gets_no_weight_and_equal_heads_share_it()
    {
        var random = new Random(4);
        using var opinions = Opinions(random, 2000, classes: 3, [2.5, 0.0], out _, out _, noise: 1);
        using var rule = new Weighted(2, 3);
        rule.Fit(opinions);
        Assert.InRange(rule.HeadWeights[0], 0.9, 1);

        using var twice = new Opinions();
        using var truth = zeros(5, dtype: ScalarType.Int64);
        using var logits = randn(5, 3);
        twice.Add(truth, logits, logits);
        rule.Fit(twice);
        Assert.Equal([0.5, 0.5], rule.HeadWeights, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Probabilities_too_small_for_a_float_still_count()
    {
        using var opinions = new Opinions();
        using var truth = zeros(4, dtype: ScalarType.Int64);
        using var wrong = tensor(new float[] { -300, 0, -300, 0, -300, 0, -300, 0 }).view(4, 2);
        using var worse = tensor(new float[] { -400, 0, -400, 0, -400, 0, -400, 0 }).view(4, 2);
        opinions.Add(truth, wrong, worse);
        using var rule = new Weighted(2, 2);
        rule.Fit(opinions);
        Assert.Equal([1, 0], rule.HeadWeights, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Weights_of_regressions_minimize_the_squared_error_on_the_simplex(int seed)
    {
        var random = new Random(seed);
        const int rows = 200;
        double[] deviations = [0.5, 1.0, 3.0];
        float[] target = [.. Enumerable.Range(0, rows * 2).Select(_ => (float)Normal(random))];
        float[][] said = [.. deviations.Select(deviation => target.Select(y => (float)(y + deviation * Normal(random))).ToArray())];
        using var opinions = new Opinions();
        using (var scope = NewDisposeScope())
            opinions.Add(tensor(target).view(rows, 2), [.. said.Select(one => tensor(one).view(rows, 2))]);
        using var rule = new WeightedNumbers(3, 2);
        rule.Fit(opinions);
        var weights = rule.HeadWeights;
        Assert.Equal(1, weights.Sum(), 1e-6);
        Assert.All(weights, weight => Assert.InRange(weight, -1e-9, 1));

        double Loss(double a, double b) => target.Select((y, i) => a * said[0][i] + b * said[1][i] + (1 - a - b) * said[2][i] - y).Average(error => error * error);
        var least = Loss(weights[0], weights[1]);
        for (var i = 0; i <= 100; i++)
            for (var j = 0; i + j <= 100; j++) Assert.True(least <= Loss(i / 100.0, j / 100.0) + 1e-6, $"seed {seed}: ({i}, {j}) % has a lower error");
        // Independent errors weigh by the inverse of their variance: 4 : 1 : 1/9.
        Assert.Equal(4 / (5 + 1.0 / 9), weights[0], 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    [InlineData(1)]
    public void A_stacking_is_where_the_gradient_of_its_loss_is_zero(double l2)
    {
        var random = new Random(6);
        using var opinions = Opinions(random, 400, classes: 3, [1.5, 0.5], out var truth, out var said);
        using var rule = new Stacking(2, 3, l2);
        var origin = Buffer(rule, "weight");
        rule.Fit(opinions);
        double[] weight = Buffer(rule, "weight"), bias = Buffer(rule, "bias");

        var gradient = new double[weight.Length + bias.Length];
        for (var row = 0; row < truth.Length; row++)
        {
            double[] x = [.. said.SelectMany(head => head[row]).Select(p => Math.Log(Math.Max(p, Stacking.Least)))];
            double[] scores = [.. Enumerable.Range(0, 3).Select(i => bias[i] + x.Select((value, j) => weight[i * 6 + j] * value).Sum())];
            var sum = scores.Sum(Math.Exp);
            for (var i = 0; i < 3; i++)
            {
                var error = (Math.Exp(scores[i]) / sum - (truth[row] == i ? 1 : 0)) / truth.Length;
                for (var j = 0; j < 6; j++) gradient[i * 6 + j] += error * x[j];
                gradient[weight.Length + i] += error;
            }
        }
        for (var j = 0; j < weight.Length; j++) gradient[j] += l2 * (weight[j] - origin[j]);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 2e-5));
        Assert.True(weight.Zip(origin, (a, b) => Math.Abs(a - b)).Max() > 1e-3, "it did not move");
    }

    [Fact]
    public void A_strong_penalty_leaves_the_geometric_mean_of_the_heads()
    {
        var random = new Random(8);
        using var opinions = Opinions(random, 100, classes: 3, [1.0, 1.0], out _, out _);
        using var rule = new Stacking(2, 3, l2: 1e6);
        var before = Buffer(rule, "weight");
        rule.Fit(opinions);
        Assert.Equal(before, Buffer(rule, "weight"), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(0.5, before[0]);
        Assert.Equal(6, before.Count(value => value != 0));
    }

    [Fact]
    public void Without_rows_there_is_nothing_to_fit()
    {
        using var none = new Opinions();
        using var rule = new Weighted(2, 2);
        Assert.Contains("no rows to fit a decision to", Assert.Throws<FusionException>(() => rule.Fit(none)).Message);
    }

    [Fact]
    public void A_prior_is_the_share_of_the_rows_by_their_weight()
    {
        using var labels = new FusionDsl.Data.Table(tensor(new long[] { 0, 0, 0, 2, 2, 0 }));
        Assert.Equal([4 / 7.0, 1 / 7.0, 2 / 7.0], ClassPrior.Of(labels, 3));
        Assert.Equal([2 / 7.0, 1 / 7.0, 4 / 7.0], ClassPrior.Of(labels, 3, [0.5, 1, 2]), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.25, 0.25, 0.25, 0.25], ClassPrior.Balanced(4));
    }

    // Each head's logits: its skill for the truth, noise for the rest. said: [head][row][class], probabilities.
    private static Opinions Opinions(Random random, int rows, int classes, double[] skills, out long[] truth, out double[][][] said, double noise = 1)
    {
        var labels = Enumerable.Range(0, rows).Select(_ => random.NextInt64(classes)).ToArray();
        float[][] logits = [.. skills.Select(skill => labels.SelectMany(label => Enumerable.Range(0, classes)
            .Select(i => (float)((i == label ? skill : 0) + noise * Normal(random)))).ToArray())];
        var opinions = new Opinions();
        using var scope = NewDisposeScope();
        // In two batches, as a loader would.
        foreach (var (start, end) in new[] { (0, rows / 3), (rows / 3, rows) })
            opinions.Add(tensor(labels[start..end]), [.. logits.Select(head => tensor(head[(start * classes)..(end * classes)]).view(-1, classes))]);
        truth = labels;
        said = [.. logits.Select(head => head.Chunk(classes).Select(row => row.Select(value => Math.Exp(value) / row.Sum(other => Math.Exp(other))).ToArray()).ToArray())];
        return opinions;
    }

    private static double[] Buffer(nn.Module rule, string name)
    {
        using var numbers = rule.state_dict()[name].to(ScalarType.Float64);
        return numbers.data<double>().ToArray();
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
