using FusionDsl.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>Gradients of convolutions where the memory that libtorch gets is full of NaN: what oneDNN leaves uninitialised must not be used.</summary>
public sealed class ConvolutionGradientTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 8)]
    [InlineData(8, 12)]
    [InlineData(16, 6)]
    [InlineData(4, 16)]
    [InlineData(5, 40)]
    public void Conv2d_reads_no_memory_that_nobody_wrote(int channels, int filters)
    {
        using var conv = new Conv2d(channels, filters, kernel: 3, padding: 1);
        using var theirs = nn.Conv2d(channels, filters, 3, padding: 1L);
        Check(conv, theirs, [16, channels, 9, 9]);
    }

    private static void Check(nn.Module<Tensor, Tensor> ours, nn.Module<Tensor, Tensor> theirs, long[] shape)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        using (no_grad())
            foreach (var ((_, from), (_, to)) in ours.named_parameters().Zip(theirs.named_parameters())) to.copy_(from);
        var values = randn(shape, generator: generator);
        for (var i = 0; i < 50; i++)
        {
            FillFreedMemoryWithNaN();
            using var inner = NewDisposeScope();
            var (x, same) = (values.clone(), values.clone().to(ScalarType.Float64));
            x.requires_grad = same.requires_grad = true;
            foreach (var parameter in ours.parameters()) parameter.grad = null;
            var output = ours.call(x);
            output.square().sum().backward();
            Assert.True(x.grad!.isfinite().all().item<bool>());
            if (i > 0) continue;

            // In double precision libtorch does not use oneDNN: a reference that cannot have the same mistake.
            theirs.to(ScalarType.Float64);
            var expected = theirs.call(same);
            expected.square().sum().backward();
            Near(expected, output);
            Near(same.grad!, x.grad!);
            foreach (var ((_, mine), (_, reference)) in ours.named_parameters().Zip(theirs.named_parameters())) Near(reference.grad!, mine.grad!);
        }
    }

    private static void Near(Tensor expected, Tensor actual)
    {
        var scale = Math.Max(1, expected.abs().max().ToDouble());
        Assert.InRange((expected - actual.to(ScalarType.Float64)).abs().max().ToDouble() / scale, 0, 1e-5);
    }

    private static void FillFreedMemoryWithNaN()
    {
        using var scope = NewDisposeScope();
        foreach (var count in new long[] { 4, 28, 96, 144, 192, 384, 576, 768, 1024, 2048, 4096, 16384, 65536, 300_000 }) full(count, float.NaN);
    }
}
