using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Models;

public sealed class TotalLossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void It_is_the_weighted_sum_and_its_gradient_the_sum_of_weighted_gradients(int heads)
    {
        var weights = Enumerable.Range(1, heads).Select(i => 0.25 * i).ToArray();
        using var x = tensor(new[] { 1f, -2f, 3f }, requires_grad: true);
        using var total = TotalLoss.Of([.. weights.Select((weight, i) => (Power(x, i + 1), weight))]);
        double[] values = [1, -2, 3];
        Assert.Equal(weights.Select((weight, i) => weight * values.Sum(value => Math.Pow(value, i + 1))).Sum(), total.ToDouble(), 1e-3);
        total.backward();
        using var gradient = x.grad!;
        for (var k = 0; k < 3; k++)
            Assert.Equal(weights.Select((weight, i) => weight * (i + 1) * Math.Pow(values[k], i)).Sum(), gradient[k].ToDouble(), 1e-3);
    }

    [Fact]
    public void The_losses_are_freed()
    {
        using var x = ones(3, requires_grad: true);
        var losses = Enumerable.Range(1, 3).Select(i => Power(x, i)).ToList();
        TotalLoss.Of([.. losses.Select(loss => (loss, 0.5))]).Dispose();
        Assert.All(losses, loss => Assert.True(loss.IsInvalid));
    }

    [Fact]
    public void No_head_no_loss() => Assert.Throws<ArgumentException>(() => TotalLoss.Of());

    private static Tensor Power(Tensor x, int exponent)
    {
        using var powers = x.pow(exponent);
        return powers.sum();
    }
}
