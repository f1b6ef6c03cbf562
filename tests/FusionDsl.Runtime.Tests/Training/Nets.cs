using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>Small nets and data for the tests of the training core.</summary>
internal static class Nets
{
    /// <summary>Convolution, BatchNorm (no bias in front of it), ReLU, dense: [batch, 3, 16] → [batch, 4].</summary>
    public static nn.Module<Tensor, Tensor> Make(long seed)
    {
        var net = nn.Sequential(
            ("conv", nn.Conv1d(3, 8, 5, bias: false)), ("norm", nn.BatchNorm1d(8)), ("relu", nn.ReLU()),
            ("flat", nn.Flatten()), ("dense", nn.Linear(8 * 12, 7)), ("relu2", nn.ReLU()), ("head", nn.Linear(7, 4)));
        // Not by manual_seed: other tests draw from the same generator at the same time.
        using var noGrad = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in net.parameters())
        {
            using var noise = randn(parameter.shape, generator: generator);
            parameter.copy_(noise.mul_(0.3));
        }
        return net;
    }

    public static (Tensor X, Tensor Y) Batch(int rows, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return (randn([rows, 3, 16], generator: generator), randint(0, 4, [rows], generator: generator));
    }

    /// <summary>Forward, loss and backward; returns the loss.</summary>
    public static float Differentiate(nn.Module<Tensor, Tensor> net, Tensor x, Tensor y)
    {
        using var logits = net.call(x);
        using var loss = nn.functional.cross_entropy(logits, y);
        loss.backward();
        return loss.ToSingle();
    }

    public static float[] Floats(Tensor tensor)
    {
        using var flat = tensor.detach().cpu().contiguous();
        return flat.data<float>().ToArray();
    }

    public static double LargestDifference(nn.Module one, nn.Module other) =>
        one.state_dict().Zip(other.state_dict(), (a, b) => Largest(a.Value, b.Value)).Max();

    private static double Largest(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return (a.to(ScalarType.Float64) - b.to(ScalarType.Float64)).abs().max().ToDouble();
    }
}
