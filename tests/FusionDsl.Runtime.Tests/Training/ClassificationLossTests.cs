using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

public sealed class ClassificationLossTests
{
    private static readonly double[] Weights = [2, 0.25, 1, 5];

    public static TheoryData<bool, double> Settings => new() { { false, 0 }, { true, 0 }, { false, 0.1 }, { true, 0.1 }, { true, 0.75 } };

    [Theory, MemberData(nameof(Settings))]
    public void It_is_the_formula_and_what_libtorch_computes(bool isWeighted, double smoothing)
    {
        var (logits, labels) = Batch(50, classes: 4, seed: 3);
        using var loss = new ClassificationLoss(isWeighted ? Weights : null, smoothing);
        using var value = loss.Of(logits, labels);
        Assert.Equal(Formula(logits, labels, isWeighted ? Weights : [1, 1, 1, 1], smoothing), value.ToDouble(), 1e-5);

        using var weights = isWeighted ? tensor(Weights.Select(weight => (float)weight).ToArray()) : null;
        using var expected = nn.functional.cross_entropy(logits, labels, weights, -100, nn.Reduction.Mean, smoothing);
        Assert.Equal(expected.ToSingle(), value.ToSingle());
    }

    [Theory, MemberData(nameof(Settings))]
    public void Its_gradient_is_that_of_the_formula(bool isWeighted, double smoothing)
    {
        var (logits, labels) = Batch(6, classes: 4, seed: 5);
        logits.requires_grad = true;
        using var loss = new ClassificationLoss(isWeighted ? Weights : null, smoothing);
        using (var value = loss.Of(logits, labels)) value.backward();
        using var gradient = logits.grad!;
        using var noGrad = no_grad();
        const float step = 1e-2f;
        for (var row = 0; row < 6; row++)
            for (var @class = 0; @class < 4; @class++)
            {
                double At(float change)
                {
                    using var moved = logits.clone();
                    moved[row, @class] = moved[row, @class] + change;
                    return Formula(moved, labels, isWeighted ? Weights : [1, 1, 1, 1], smoothing);
                }
                Assert.Equal((At(step) - At(-step)) / (2 * step), gradient[row, @class].ToDouble(), 1e-4);
            }
    }

    [Fact]
    public void Balanced_weights_are_N_over_K_times_n_and_a_class_without_a_row_weighs_1()
    {
        long[] labels = [0, 0, 0, 0, 0, 0, 2, 2, 3, 3, 3, 3];     // no 1, no 4
        using var rows = tensor(labels);
        using var loss = ClassificationLoss.Balanced(rows, classes: 5, smoothing: 0.2);
        Assert.Equal([12f / (3 * 6), 1f, 12f / (3 * 2), 12f / (3 * 4), 1f], loss.Weights.ToArray());
        Assert.Equal(0.2, loss.Smoothing);
        // Each class that is there has the same share of the sum, and a row weighs 1 on average.
        var shares = labels.GroupBy(label => label).Select(group => group.Sum(label => loss.Weights[(int)label])).ToList();
        Assert.All(shares, share => Assert.Equal(4, share, 1e-5));

        var (logits, few) = Batch(12, classes: 5, seed: 1);
        using var value = loss.Of(logits, few);
        Assert.Equal(Formula(logits, few, [.. loss.Weights.ToArray().Select(weight => (double)weight)], 0.2), value.ToDouble(), 1e-5);
    }

    [Fact]
    public void Classes_of_equal_size_have_equal_weights()
    {
        using var rows = tensor(new long[] { 1, 0, 2, 2, 1, 0 });
        using var loss = ClassificationLoss.Balanced(rows, classes: 3);
        Assert.Equal([1f, 1f, 1f], loss.Weights.ToArray());
    }

    [Fact]
    public void Only_the_ratios_of_weights_count()
    {
        var (logits, labels) = Batch(20, classes: 4, seed: 3);
        using var one = new ClassificationLoss(Weights, 0.1);
        using var other = new ClassificationLoss([.. Weights.Select(weight => 64 * weight)], 0.1);
        using Tensor first = one.Of(logits, labels), second = other.Of(logits, labels);
        Assert.Equal(first.ToDouble(), second.ToDouble(), 1e-6);
    }

    [Fact]
    public void Without_weights_there_are_none()
    {
        using var none = new ClassificationLoss(null, 0.1);
        using var empty = new ClassificationLoss([], 0.1);
        Assert.True(none.Weights.IsEmpty && empty.Weights.IsEmpty);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1, 1)]
    [InlineData(1, -0.1)]
    [InlineData(1, double.NaN)]
    public void Numbers_out_of_range_are_refused(double weight, double smoothing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassificationLoss([1, weight], smoothing));

    [Fact]
    public void No_tensor_is_left_behind()
    {
        var (logits, labels) = Batch(20, classes: 4, seed: 3);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var loss = ClassificationLoss.Balanced(labels, classes: 4, smoothing: 0.1))
            for (var i = 0; i < 10; i++) loss.Of(logits, labels).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static (Tensor Logits, Tensor Labels) Batch(int rows, int classes, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return (randn([rows, classes], generator: generator), randint(0, classes, [rows], generator: generator));
    }

    // Spelled out in double precision: target distributions, logarithms of probabilities, weights.
    private static double Formula(Tensor logits, Tensor labels, double[] weights, double smoothing)
    {
        var (classes, sum, divisor) = (weights.Length, 0.0, 0.0);
        for (var row = 0; row < labels.shape[0]; row++)
        {
            var scores = Enumerable.Range(0, classes).Select(@class => logits[row, @class].ToDouble()).ToList();
            var logOfSum = Math.Log(scores.Sum(Math.Exp));
            var label = (int)labels[row].ToInt64();
            sum += (1 - smoothing) * weights[label] * (logOfSum - scores[label]);
            for (var @class = 0; @class < classes; @class++) sum += smoothing / classes * weights[@class] * (logOfSum - scores[@class]);
            divisor += weights[label];
        }
        return sum / divisor;
    }
}
