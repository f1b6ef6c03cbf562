using FusionDsl.Decisions;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Decisions;

/// <summary>Every rule against its formula, computed plainly in double precision: in tensors, and as predictors compute it.</summary>
public sealed class MergingTests
{
    private const int Rows = 40;

    public static TheoryData<string, int, int> Rules
    {
        get
        {
            var all = new TheoryData<string, int, int>();
            foreach (var rule in new[] { "average", "weighted", "product", "max", "vote", "stacking" })
                foreach (var (heads, classes) in new[] { (2, 2), (2, 5), (3, 5), (8, 3) }) all.Add(rule, heads, classes);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_is_its_formula(string name, int heads, int classes)
    {
        var random = new Random(100 * heads + classes);
        var logits = Draw(random, heads, classes, scale: 2);
        using var rule = Made(name, heads, classes, random, out var formula);
        var (tensors, frozen) = (Merged(rule, logits), Frozen(rule, logits));
        // A stacking sums up to 24 float32 products of size 10.
        var tolerance = name == "stacking" ? 1e-5 : 1e-6;
        for (var row = 0; row < Rows; row++)
        {
            double[][] said = [.. logits.Select(head => Softmax(head[row]))];
            var expected = formula(said);
            for (var i = 0; i < classes; i++)
            {
                Assert.Equal(expected[i], Math.Exp(tensors[row][i]), tolerance);
                Assert.Equal(expected[i], Math.Exp(frozen[row][i]), tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Probabilities_sum_to_one_and_stay_finite_however_sure_and_contrary_the_heads_are(string name, int heads, int classes)
    {
        foreach (var scale in new[] { 1e-6, 1, 30, 1e4 })
        {
            var random = new Random(7 * heads + classes);
            var logits = Draw(random, heads, classes, scale);
            using var rule = Made(name, heads, classes, random, out _);
            var (tensors, frozen) = (Merged(rule, logits), Frozen(rule, logits));
            for (var row = 0; row < Rows; row++)
                foreach (var answer in new[] { tensors[row], frozen[row] })
                {
                    Assert.All(answer, value => Assert.True(double.IsFinite(value), $"{name} of {heads} at {scale}: {value}"));
                    Assert.Equal(1, answer.Sum(value => Math.Exp(value)), 2e-5);
                }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_never_mixes_the_samples_of_a_batch(string name, int heads, int classes)
    {
        var random = new Random(3);
        var logits = Draw(random, heads, classes, scale: 2);
        using var rule = Made(name, heads, classes, random, out _);
        var together = Merged(rule, logits);
        for (var row = 0; row < 5; row++)
            Assert.Equal(together[row], Merged(rule, [.. logits.Select(head => new[] { head[row] })])[0], (a, b) => Math.Abs(a - b) < 2e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_are_averaged(bool isWeighted)
    {
        var random = new Random(11);
        var numbers = Draw(random, 3, 2, scale: 5);
        double[] weights = isWeighted ? [0.5, 0.125, 0.375] : [1.0 / 3, 1.0 / 3, 1.0 / 3];
        using Decision rule = isWeighted ? new WeightedNumbers(3, 2) : new AverageOfNumbers(3, 2);
        if (isWeighted) Overwrite(rule, "weights", weights);
        var (tensors, frozen) = (Merged(rule, numbers), Frozen(rule, numbers));
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < 2; i++)
            {
                var expected = Enumerable.Range(0, 3).Sum(head => weights[head] * numbers[head][row][i]);
                Assert.Equal(expected, tensors[row][i], 1e-5);
                Assert.Equal(expected, frozen[row][i], 1e-5);
            }
    }

    [Fact]
    public void A_vote_is_the_share_of_the_heads_and_their_mean_decides_a_tie()
    {
        float[][][] logits =
        [
            [[2, 0, 0], [1, 0, 0], [0, 3, 0]],
            [[3, 0, 0], [0, 2, 0], [0, 0, 1]],
            [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
        ];
        using var vote = new Vote(3, 3);
        var answer = Merged(vote, logits).Select(row => row.Select(value => Math.Exp(value)).ToArray()).ToList();
        Assert.Equal([2 / 3.0, 1 / 3.0, 0], answer[0], (a, b) => Math.Abs(a - b) < 0.005);
        Assert.Equal(1, Array.IndexOf(answer[1], answer[1].Max()));   // one vote each; the second head is surer than the others
        Assert.Equal(1, Array.IndexOf(answer[2], answer[2].Max()));
        Assert.All(answer.Skip(1).SelectMany(row => row), share => Assert.Equal(1 / 3.0, share, 0.005));
    }

    [Fact]
    public void A_head_of_no_weight_is_not_heard()
    {
        var logits = Draw(new Random(5), 2, 3, scale: 3);
        using var rule = new Weighted(2, 3);
        Overwrite(rule, "weights", [1, 0]);
        var (tensors, frozen) = (Merged(rule, logits), Frozen(rule, logits));
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < 3; i++)
            {
                var expected = Math.Log(Softmax(logits[0][row])[i]);
                Assert.Equal(expected, tensors[row][i], 1e-5);
                Assert.Equal(expected, frozen[row][i], 1e-5);
            }
    }

    [Fact]
    public void What_is_learned_is_in_the_state_and_nothing_is_a_parameter()
    {
        using var weighted = new Weighted(2, 3);
        using var product = new Product(2, 3);
        using var stacking = new Stacking(2, 3, l2: 0);
        Assert.Equal(["bias", "log_prior", "weight", "weights"], new nn.Module[] { weighted, product, stacking }.SelectMany(rule => rule.state_dict().Keys).Order());
        Assert.Empty(new nn.Module[] { weighted, product, stacking }.SelectMany(rule => rule.parameters()));
    }

    private static ClassDecision Made(string name, int heads, int classes, Random random, out Func<double[][], double[]> formula)
    {
        double Of(Func<double, double, double> fold, double[][] said, int i) => said.Select(head => head[i]).Aggregate(fold);
        switch (name)
        {
            case "average":
                formula = said => Normal([.. Classes().Select(i => Of((a, b) => a + b, said, i) / heads)]);
                return new Average(heads, classes);
            case "weighted":
                var weights = Normal(Numbers(random, heads));
                formula = said => [.. Classes().Select(i => Enumerable.Range(0, heads).Sum(head => weights[head] * said[head][i]))];
                var weighted = new Weighted(heads, classes);
                Overwrite(weighted, "weights", weights);
                return weighted;
            case "product":
                var prior = Normal(Numbers(random, classes));
                formula = said => Normal([.. Classes().Select(i => Of((a, b) => a * b, said, i) / Math.Pow(prior[i], heads - 1))]);
                var product = new Product(heads, classes);
                product.Fit([.. Enumerable.Repeat(prior, heads)]);
                return product;
            case "max":
                formula = said => Normal([.. Classes().Select(i => Of(Math.Max, said, i))]);
                return new Max(heads, classes);
            case "vote":
                formula = said => [.. Classes().Select(i =>
                    (said.Count(head => Array.IndexOf(head, head.Max()) == i) + Vote.MeanVote * Of((a, b) => a + b, said, i) / heads) / (heads + Vote.MeanVote))];
                return new Vote(heads, classes);
            default:
                double[] weight = Numbers(random, classes * heads * classes), bias = Numbers(random, classes);
                formula = said => Softmax([.. Classes().Select(i => (float)(bias[i] + said.SelectMany(head => head)
                    .Select((p, j) => weight[i * heads * classes + j] * Math.Log(Math.Max(p, Stacking.Least))).Sum()))]);
                var stacking = new Stacking(heads, classes, l2: 0);
                Overwrite(stacking, "weight", weight);
                Overwrite(stacking, "bias", bias);
                return stacking;
        }

        IEnumerable<int> Classes() => Enumerable.Range(0, classes);
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 0.1 + random.NextDouble())];

    private static double[] Normal(double[] values) => [.. values.Select(value => value / values.Sum())];

    private static double[] Softmax(float[] logits) => Normal([.. logits.Select(logit => Math.Exp(logit - logits.Max()))]);

    // [head][row][class]
    private static float[][][] Draw(Random random, int heads, int classes, double scale) =>
        [.. Enumerable.Range(0, heads).Select(_ => Enumerable.Range(0, Rows).Select(_ => Enumerable.Range(0, classes)
            .Select(_ => (float)(scale * (random.NextDouble() * 4 - 2))).ToArray()).ToArray())];

    private static float[][] Merged(Decision rule, float[][][] said)
    {
        using var scope = NewDisposeScope();
        var width = said[0][0].Length;
        var merged = rule.call([.. said.Select(head => tensor(head.SelectMany(row => row).ToArray()).view(-1, width))]);
        return [.. merged.data<float>().ToArray().Chunk(width)];
    }

    private static float[][] Frozen(Decision rule, float[][][] said)
    {
        var (rows, width) = (said[0].Length, said[0][0].Length);
        float[] all = [.. Enumerable.Range(0, rows).SelectMany(row => said.SelectMany(head => head[row]))];
        var merged = new float[rows * width];
        rule.Freeze().Apply(all, merged);
        return [.. merged.Chunk(width)];
    }

    private static void Overwrite(nn.Module rule, string buffer, double[] values)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var live = rule.state_dict()[buffer];
        live.copy_(tensor(values, dtype: ScalarType.Float32).view(live.shape));
    }
}
