using FusionDsl.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>Convolutions where the memory that libtorch gets is full of NaN: what oneDNN leaves uninitialised must not be used.</summary>
[Collection(nameof(FusedNormTests))]
public sealed class ConvolutionGradientTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 8)]
    [InlineData(8, 12)]
    [InlineData(16, 6)]
    [InlineData(4, 16)]
    [InlineData(5, 40)]
    [InlineData(17, 16)]
    [InlineData(40, 32)]
    [InlineData(24, 6)]
    public void Conv2d_reads_no_memory_that_nobody_wrote(int channels, int filters)
    {
        using var conv = new Conv2d(channels, filters, kernel: 3, padding: 1);
        using var theirs = nn.Conv2d(channels, filters, 3, padding: 1L);
        Check(conv, theirs, [16, channels, 9, 9]);
    }

    [Theory]
    [InlineData(1, 6, 3, 0, 1, 1, 24)]
    [InlineData(4, 8, 5, 2, 1, 1, 24)]
    [InlineData(8, 12, 16, 0, 1, 1, 256)]
    [InlineData(3, 5, 1, 0, 1, 1, 40)]
    [InlineData(16, 33, 4, 3, 2, 1, 70)]
    [InlineData(5, 7, 3, 1, 1, 2, 33)]
    [InlineData(2, 3, 8, 9, 1, 1, 65)]
    [InlineData(9, 17, 2, 0, 3, 1, 100)]
    [InlineData(3, 70, 50, 10, 1, 1, 120)]                       // more taps than a block of sums holds
    [InlineData(64, 37, 4, 1, 1, 1, 50)]                         // more input than output, more filters than a block holds
    [InlineData(40, 90, 3, 4, 1, 2, 47)]
    [InlineData(40, 32, 3, 0, 1, 1, 47)]
    [InlineData(17, 16, 3, 0, 1, 1, 20)]                         // so few times that libtorch computes it
    public void Conv1d_reads_no_memory_that_nobody_wrote(int channels, int filters, int kernel, int padding, int stride, int dilation, int time)
    {
        var smallest = Conv1d.SmallestFused;
        try
        {
            foreach (var (isFused, bias) in new[] { (true, true), (true, false), (false, true) })
            {
                Conv1d.SmallestFused = isFused ? 0 : double.PositiveInfinity;
                using var conv = new Conv1d(channels, filters, kernel, stride, padding, dilation, bias);
                using var theirs = nn.Conv1d(channels, filters, kernel, stride: stride, padding: padding, dilation: dilation, bias: bias);
                Check(conv, theirs, [16, channels, time]);
            }
        }
        finally
        {
            Conv1d.SmallestFused = smallest;
        }
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        try
        {
            var conv = new Conv1d(24, 40, 9, padding: 2);
            LayerChecks.Fill(conv);
            var (one, two) = (Gradients(conv, threads: 1), Gradients(conv, threads: 2));
            foreach (var (expected, actual) in one.Zip(two)) LayerChecks.Equal(expected, actual, 0);
        }
        finally
        {
            set_num_threads(threads);
        }

        static Tensor[] Gradients(Conv1d conv, int threads)
        {
            set_num_threads(threads);
            using var input = LayerChecks.Random(5, 32, 24, 75);
            input.requires_grad_(true);
            foreach (var parameter in conv.parameters()) parameter.grad = null;
            var output = conv.call(input);
            output.square().sum().backward();
            return [output.detach(), input.grad!, .. conv.parameters().Select(parameter => parameter.grad!)];
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_leaks(bool isFirstLayer)
    {
        using var input = LayerChecks.Random(3, 16, 12, 80);
        input.requires_grad_(!isFirstLayer);
        LayerChecks.NothingLeaks(() => new Conv1d(12, 40, 5), input);
    }

    [Fact]
    public void Parameters_can_be_flat()
    {
        using var conv = new Conv1d(12, 40, 5);
        using var input = LayerChecks.Random(3, 16, 12, 80);
        LayerChecks.ItsParametersCanBeFlat(conv, input);
    }

    [Fact]
    public void Conv1d_begins_with_the_weights_of_libtorch()
    {
        manual_seed(4);
        using var ours = new Conv1d(3, 5, 2);
        manual_seed(4);
        using var theirs = nn.Conv1d(3, 5, 2);
        foreach (var ((name, mine), (same, reference)) in ours.named_parameters().Zip(theirs.named_parameters()))
        {
            Assert.Equal(same, name);
            Assert.True(mine.allclose(reference, rtol: 0, atol: 0));
        }
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
            Assert.True(output.isfinite().all().item<bool>());
            Assert.True(x.grad!.isfinite().all().item<bool>());
            FillFreedMemoryWithNaN();
            using (no_grad()) LayerChecks.Equal(output, ours.call(x), 1e-4);
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
