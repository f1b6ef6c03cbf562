using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Support;

/// <summary>Random input that follows from its seed alone, and weights that are not the tidy first ones.</summary>
internal static class Given
{
    /// <summary>Standard normal numbers.</summary>
    public static Tensor Numbers(int seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed);
        return randn(shape, generator: generator);
    }

    /// <summary>Token ids, also classes.</summary>
    public static Tensor Tokens(int seed, int vocabulary, params long[] shape)
    {
        using var generator = new Generator((ulong)seed);
        return randint(0, vocabulary, shape, generator: generator);
    }

    /// <summary>Draws every parameter and statistic anew: a scale of 1 and a shift of 0 would hide that nobody applies them.</summary>
    public static TModule Stirred<TModule>(TModule module, int seed) where TModule : nn.Module
    {
        using var noGrad = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var (name, parameter) in module.named_parameters())
        {
            using var values = randn(parameter.shape, generator: generator);
            parameter.copy_(values.mul_(0.5));
        }
        foreach (var (name, buffer) in module.named_buffers())
        {
            using var values = rand(buffer.shape, generator: generator);
            if (name.EndsWith("running_var") || name.EndsWith("scale")) buffer.copy_(values.add_(0.5));
            else if (name.EndsWith("running_mean") || name.EndsWith("mean")) buffer.copy_(values.sub_(0.5));
        }
        return module;
    }
}
