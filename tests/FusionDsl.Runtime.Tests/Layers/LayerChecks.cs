using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>What every layer has to satisfy, whatever it computes.</summary>
internal static class LayerChecks
{
    public static Tensor Random(long seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed);
        return randn(shape, generator: generator);
    }

    /// <summary>First values that do not depend on what other tests draw at the same time.</summary>
    public static void Fill(nn.Module module, long seed = 1)
    {
        using var generator = new Generator((ulong)seed);
        using var noGrad = no_grad();
        foreach (var parameter in module.parameters())
        {
            using var noise = randn(parameter.shape, generator: generator);
            using var wide = noise.mul(0.4).to(parameter.dtype);
            parameter.copy_(wide);
        }
    }

    /// <summary>Gradients for input and parameters against central differences, in double precision.</summary>
    public static void GradientsAreThoseOfFiniteDifferences(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        const double step = 1e-5;
        using var scope = NewDisposeScope();
        Fill(module);
        module.to(ScalarType.Float64);
        module.eval();
        var x = input.to(ScalarType.Float64).requires_grad_(true);
        var outputs = module.call(x);
        var weights = Random(5, outputs.shape).to(ScalarType.Float64);
        (outputs * weights).sum().backward();

        var inputs = module.named_parameters().Select(named => (named.name, (Tensor)named.parameter)).Append(("input", x));
        foreach (var (name, parameter) in inputs)
        {
            var gradient = parameter.grad!.contiguous().data<double>().ToArray();
            using var noGrad = no_grad();
            using var flat = parameter.view(-1);
            // A prime stride visits some fifteen places of every tensor, not only its beginning.
            for (long i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 15 | 1))
            {
                var before = flat[i].ToDouble();
                flat[i] = before + step;
                var above = Loss();
                flat[i] = before - step;
                var below = Loss();
                flat[i] = before;
                var difference = (above - below) / (2 * step);
                Assert.True(Math.Abs(difference - gradient[i]) < 1e-6, $"{name}[{i}]: {difference} against {gradient[i]}");
            }
        }

        double Loss()
        {
            using var inner = NewDisposeScope();
            return (module.call(x) * weights).sum().ToDouble();
        }
    }

    /// <summary>A batch gives what its samples give one by one; another neighbour changes nothing.</summary>
    public static void SamplesDoNotMix(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Fill(module);
        module.eval();
        var whole = module.call(input);
        for (var sample = 0; sample < input.shape[0]; sample++)
            Equal(module.call(input[sample..(sample + 1)])[0], whole[sample], 1e-5);

        var changed = input.clone();
        changed[0] = changed[0].square() * 3 + 1;
        var other = module.call(changed);
        Equal(whole[1..], other[1..], 1e-6);
        Assert.True((whole[0] - other[0]).abs().max().ToDouble() > 1e-3, "the changed sample itself must change");
    }

    /// <summary>
    /// Nothing is left behind by steps, nor by the module once it is disposed; and an open scope does not take its weights.
    /// </summary>
    public static void NothingLeaks(Func<nn.Module<Tensor, Tensor>> make, Tensor input)
    {
        using (var warm = make()) Step(warm, input);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        nn.Module<Tensor, Tensor> module;
        using (NewDisposeScope()) module = make();
        Step(module, input);
        var afterFirst = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 20; i++) Step(module, input);
        Assert.Equal(afterFirst, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        module.Dispose();
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before, long.MinValue, 0);
    }

    /// <summary>
    /// Flat parameters reach the layer: what is written into the buffer changes the output, and its gradients arrive there.
    /// </summary>
    public static void ItsParametersCanBeFlat(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        using var scope = NewDisposeScope();
        Fill(module);
        var flat = FlatParameters.Of(module);
        Assert.Same(flat, FlatParameters.Of(module));
        var before = module.call(input);
        before.square().sum().backward();
        flat.ThrowIfDetached();
        Assert.True(flat.Gradients.abs().sum().ToDouble() > 0);
        flat.Values.mul_(0.5);
        var after = module.call(input);
        Assert.True((before - after).abs().max().ToDouble() > 1e-4);
    }

    public static void Equal(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var difference = (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).abs().max().ToDouble();
        Assert.True(difference <= tolerance, $"largest difference {difference}");
    }

    private static void Step(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        using var output = module.call(input);
        using var loss = output.sum();
        if (loss.requires_grad) loss.backward();
    }
}
