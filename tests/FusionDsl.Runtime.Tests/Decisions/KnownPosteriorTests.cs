using FusionDsl.Decisions;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Decisions;

/// <summary>
/// Two views that are independent given the class, with a posterior that is known in closed form: x_m | c is normal around the mean of class c, so
/// p(c | x_1, x_2) ∝ P(c) n(x_1 | c) n(x_2 | c). Each head says its own true posterior.
/// </summary>
public sealed class KnownPosteriorTests
{
    private const int Rows = 20_000, Bins = 15;

    private static readonly double[] Prior = [0.6, 0.3, 0.1];
    private static readonly double[][] Means = [[-1, 0, 1.5], [0.5, -1, 1]];

    private readonly float[][] _logits = [new float[Rows * 3], new float[Rows * 3]];
    private readonly double[][] _posterior = new double[Rows][];
    private readonly int[] _truth = new int[Rows];

    public KnownPosteriorTests()
    {
        var random = new Random(20);
        for (var row = 0; row < Rows; row++)
        {
            var draw = random.NextDouble();
            var truth = _truth[row] = draw < Prior[0] ? 0 : draw < Prior[0] + Prior[1] ? 1 : 2;
            double[] x = [.. Means.Select(mean => mean[truth] + Normal(random))];
            double LogLikelihood(int view, int i) => -0.5 * (x[view] - Means[view][i]) * (x[view] - Means[view][i]);
            for (var i = 0; i < 3; i++)
                for (var view = 0; view < 2; view++) _logits[view][row * 3 + i] = (float)(Math.Log(Prior[i]) + LogLikelihood(view, i));
            double[] joint = [.. Enumerable.Range(0, 3).Select(i => Prior[i] * Math.Exp(LogLikelihood(0, i) + LogLikelihood(1, i)))];
            _posterior[row] = [.. joint.Select(value => value / joint.Sum())];
        }
    }

    [Fact]
    public void The_product_by_the_prior_is_the_true_posterior()
    {
        using var product = new Product(2, 3);
        product.Fit(Prior, Prior);
        var merged = Probabilities(product);
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < 3; i++) Assert.Equal(_posterior[row][i], merged[row][i], 1e-5);
    }

    [Fact]
    public void Nothing_is_better_or_better_calibrated_than_it()
    {
        using var product = new Product(2, 3);
        product.Fit(Prior, Prior);
        using var others = new OtherRules();
        var best = Measure(product);
        // The irreducible loss: the entropy of the true posterior.
        Assert.Equal(_posterior.Average(p => -p.Sum(value => value * Math.Log(value))), best.Loss, 0.01);
        Assert.InRange(best.CalibrationError, 0, 0.01);
        foreach (var rule in others.All)
        {
            var (loss, calibration) = Measure(rule);
            Assert.True(loss > best.Loss + 0.02, $"{rule.GetType().Name}: loss {loss:F4}, product {best.Loss:F4}");
            Assert.True(calibration > best.CalibrationError, $"{rule.GetType().Name}: calibration error {calibration:F4}, product {best.CalibrationError:F4}");
        }
        // A mean of two calibrated heads that know different things is not sure enough: its error is many times that of the product.
        Assert.True(Measure(others.All[0]).CalibrationError > 3 * best.CalibrationError);
    }

    [Fact]
    public void Without_the_prior_the_frequent_classes_would_count_twice()
    {
        using var naive = new Product(2, 3);
        using var product = new Product(2, 3);
        product.Fit(Prior, Prior);
        Assert.True(Measure(naive).Loss > Measure(product).Loss + 0.02);
    }

    [Fact]
    public void Stacking_finds_the_product_rule_by_itself()
    {
        using var stacking = new Stacking(2, 3, l2: 1e-4);
        using var opinions = new Opinions();
        using (var scope = NewDisposeScope())
            opinions.Add(tensor(_truth.Select(value => (long)value).ToArray()), [.. _logits.Select(head => tensor(head).view(Rows, 3))]);
        stacking.Fit(opinions);
        using var product = new Product(2, 3);
        product.Fit(Prior, Prior);
        Assert.InRange(Measure(stacking).Loss, 0, Measure(product).Loss + 0.002);
    }

    private (double Loss, double CalibrationError) Measure(Decision rule)
    {
        var merged = Probabilities(rule);
        var loss = merged.Select((p, row) => -Math.Log(p[_truth[row]])).Average();
        // Expected calibration error (Naeini et al., 2015): how far confidence is from accuracy, over bins of confidence.
        var error = merged.Select((p, row) => (Confidence: p.Max(), IsRight: Array.IndexOf(p, p.Max()) == _truth[row]))
            .GroupBy(answer => Math.Min(Bins - 1, (int)(answer.Confidence * Bins)))
            .Sum(bin => bin.Count() * Math.Abs(bin.Average(answer => answer.Confidence) - bin.Average(answer => answer.IsRight ? 1.0 : 0))) / Rows;
        return (loss, error);
    }

    private double[][] Probabilities(Decision rule)
    {
        using var scope = NewDisposeScope();
        var merged = rule.call([.. _logits.Select(head => tensor(head).view(Rows, 3))]).exp();
        return [.. merged.data<float>().ToArray().Chunk(3).Select(row => row.Select(value => (double)value).ToArray())];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed class OtherRules : IDisposable
    {
        public IReadOnlyList<Decision> All { get; } = [new Average(2, 3), new Weighted(2, 3), new Max(2, 3), new Vote(2, 3)];

        public void Dispose()
        {
            foreach (var rule in All) rule.Dispose();
        }
    }
}
