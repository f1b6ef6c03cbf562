using FusionDsl.Fusions;
using FusionDsl.Training;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

public sealed class ReliableSumTests
{
    private static RegressionScore Regression(string head, double r2) => new(head, Loss: 1, MeanAbsoluteError: 1, RootMeanSquareError: 1, R2: r2);

    [Fact]
    public void Operands_weigh_by_skill_and_one_without_any_weighs_nothing()
    {
        using var sum = new ReliableSum([4, 4, 4], 4);
        Assert.All(sum.Reliability, share => Assert.Equal(1 / 3.0, share, 1e-6));
        // 30 of 40 are A: the entropy is 0.5623, half of which makes a skill of one half.
        var entropy = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));
        sum.Judge(
            new Scores([Regression("Y", 0.25), Regression("Other", 0.9), new ClassificationScore("X", entropy / 2, ["A", "B"], new long[,] { { 30, 0 }, { 5, 5 } }), Regression("W", -3)]),
            "X", "W", "Y");
        Assert.Equal([2 / 3.0, 0, 1 / 3.0], sum.Reliability, (a, b) => Math.Abs(a - b) < 1e-6);

        using var scope = NewDisposeScope();
        Tensor[] operands = [full([2, 4], 3f), full([2, 4], 100f), full([2, 4], 6f)];
        Assert.All(sum.call(operands).data<float>().ToArray(), value => Assert.Equal(4f, value, 1e-5f));
    }

    [Fact]
    public void Where_nobody_knows_anything_all_weigh_the_same()
    {
        using var sum = new ReliableSum([2, 2], 2);
        sum.Judge(new Scores([Regression("X", 0.9), Regression("Y", 0.1)]), "X", "Y");
        // One class alone leaves nothing to be known, and a target that never varies as well.
        sum.Judge(new Scores([new ClassificationScore("X", 0.1, ["A", "B"], new long[,] { { 9, 0 }, { 0, 0 } }), Regression("Y", double.NaN)]), "X", "Y");
        Assert.Equal([0.5, 0.5], sum.Reliability);
    }

    [Fact]
    public void The_shares_are_saved_with_the_weights()
    {
        using ReliableSum sum = new([2, 2], 2), other = new([2, 2], 2);
        sum.Judge(new Scores([Regression("X", 0.9), Regression("Y", 0.1)]), "X", "Y");
        other.load_state_dict(sum.state_dict());
        Assert.Equal(sum.Reliability, other.Reliability);
    }
}
