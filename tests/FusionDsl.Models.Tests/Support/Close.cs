using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Support;

/// <summary>Comparison of tensors.</summary>
internal static class Close
{
    /// <summary>Equal shapes, and every number within the tolerance.</summary>
    public static void Equal(Tensor expected, Tensor actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = Difference(expected, actual);
        Assert.True(difference <= tolerance, $"differs by {difference}, more than {tolerance}");
    }

    /// <summary>The same against an array of the tensor's rank.</summary>
    public static void Equal(Array expected, Tensor actual, double tolerance = 1e-5)
    {
        using var scope = NewDisposeScope();
        var shape = Enumerable.Range(0, expected.Rank).Select(axis => (long)expected.GetLength(axis)).ToArray();
        Equal(tensor(expected.Cast<double>().ToArray(), shape), actual, tolerance);
    }

    /// <summary>The same; without it the compiler could not choose, because an array of numbers also converts to a tensor.</summary>
    public static void Equal(double[] expected, Tensor actual, double tolerance = 1e-5) => Equal((Array)expected, actual, tolerance);

    /// <summary>The largest difference of two numbers; NaN where one is NaN.</summary>
    public static double Difference(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        return one.numel() == 0 ? 0 : (one.detach().to(ScalarType.Float64) - other.detach().to(ScalarType.Float64)).abs().max().ToDouble();
    }

    /// <summary>Every bit of a module's parameters and buffers.</summary>
    public static string Bits(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return string.Join("\n", module.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} {Convert.ToHexString(pair.Value.detach().contiguous().bytes)}"));
    }
}
