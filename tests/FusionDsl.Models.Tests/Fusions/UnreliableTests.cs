using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using Xunit.Abstractions;

namespace FusionDsl.Models.Tests.Fusions;

/// <summary>
/// What a sensor costs that is not to be relied on, by every way to weigh branches: log loss on 4,000 rows of test, the mean over five seeds
/// of data and weights. The numbers that were measured stand beside the bounds; a run writes its own.
/// </summary>
public sealed class UnreliableTests(ITestOutputHelper output)
{
    private const int Seeds = 5, Tested = 4000, Length = 12;

    [Fact]
    public void Where_a_sensor_is_all_noise_gates_weights_and_reliability_lose_less_than_averaging()
    {
        // 300 rows: few enough that noise is learned by heart where nothing holds against it.
        var loss = Losses(rows: 300, (random, sign) => (Seen(random, sign), Noise(random, 1)));
        double Cost(string head) => loss[head] - loss["ByFirst"];     // beside doing without the noise: 0.265

        Assert.InRange(Cost("ByMean"), 0.02, 0.06);                   // 0.036
        Assert.InRange(Cost("ByWeights"), -0.01, 0.5 * Cost("ByMean"));       // 0.008
        Assert.InRange(Cost("ByReliability"), -0.01, 0.5 * Cost("ByMean"));   // 0.004
        Assert.InRange(Cost("ByAttention"), -0.01, 0.5 * Cost("ByMean"));     // -0.001
        Assert.InRange(Cost("ByGate"), -0.01, 0.7 * Cost("ByMean"));          // 0.018
        Assert.InRange(Cost("ByExperts"), -0.01, 0.7 * Cost("ByMean"));       // 0.020

        // A mean of probabilities cannot be sure where one of two knows nothing; reliability from the validation rows is all that is needed.
        Assert.InRange(Cost("MeanOpinion"), 0.1, 0.2);                // 0.157
        Assert.InRange(Cost("WeighedOpinion"), -0.01, 0.01);          // 0.000
    }

    [Fact]
    public void Where_one_sensor_or_the_other_fails_only_what_weighs_each_row_apart_finds_out()
    {
        var loss = Losses(rows: 1000, (random, sign) => random.Next(2) == 0
            ? (Seen(random, sign), Noise(random, 3)) : (Noise(random, 3), Seen(random, sign)));

        Assert.InRange(loss["ByMean"], 0.5, 0.65);
        Assert.InRange(loss["ByWeights"], 0.5, 0.65);                 // one weight for all rows is no help here
        Assert.InRange(loss["ByReliability"], 0.5, 0.65);
        foreach (var head in new[] { "ByAttention", "ByGate", "ByExperts" }) Assert.InRange(loss[head], 0.25, 0.45);
    }

    private Dictionary<string, double> Losses(int rows, Func<Random, int, (float[] First, float[] Second)> draw)
    {
        var losses = new Dictionary<string, List<double>>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using Unreliable.Dataset train = Draw(rows, 10 * seed), validation = Draw(rows, (10 * seed) + 1), test = Draw(Tested, (10 * seed) + 2);
            using var model = new Unreliable(seed);
            model.Fit(train, validation);
            foreach (var score in model.Evaluate(test).Heads)
            {
                losses.TryAdd(score.Head, []);
                losses[score.Head].Add(score.Loss);
            }
        }
        var means = losses.ToDictionary(pair => pair.Key, pair => pair.Value.Average());
        foreach (var (head, mean) in means) output.WriteLine(FormattableString.Invariant($"{head,-16} {mean:F4}"));
        return means;

        Unreliable.Dataset Draw(int count, int seed)
        {
            var random = new Random(seed);
            return Unreliable.Dataset.From(Enumerable.Range(0, count).Select(_ =>
            {
                var side = (Side)random.Next(2);
                var (first, second) = draw(random, side == Side.Left ? -1 : 1);
                return new Unreliable.Sample(
                    First: first, Second: second, ByAttention: side, ByExperts: side, ByFirst: side, ByGate: side, ByMean: side, ByReliability: side, BySecond: side, ByWeights: side);
            }));
        }
    }

    // The side lies 1.25 standard deviations off the middle, so that the best that anybody can do is Φ(1.25) = 89.4 % of all rows.
    private static float[] Seen(Random random, int sign) =>
        [.. Enumerable.Range(0, Length).Select(_ => (float)((sign * 1.25 / Math.Sqrt(Length)) + Samples.Normal(random)))];

    private static float[] Noise(Random random, double deviation) =>
        [.. Enumerable.Range(0, Length).Select(_ => (float)(deviation * Samples.Normal(random)))];
}
