using FusionDsl.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>Transposed convolutions against libtorch's own in double precision: output and gradients, for windows of all kinds.</summary>
public sealed class ConvTransposeTests
{
    // Channels and filters that are no whole blocks of 16 among them, see Filters.
    public static TheoryData<int, int, int, int, int, int, int> Windows => new()
    {
        // inputs, outputs, size of what the convolution reads, kernel, stride, padding, dilation
        { 3, 2, 9, 3, 1, 0, 1 }, { 5, 4, 10, 4, 2, 1, 1 }, { 17, 3, 11, 4, 3, 0, 1 }, { 2, 18, 12, 3, 2, 3, 2 }, { 20, 21, 7, 1, 3, 0, 1 },
        { 4, 4, 8, 2, 5, 0, 3 }, { 1, 1, 6, 6, 1, 0, 1 }, { 3, 3, 5, 2, 1, 2, 1 },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Over_time_it_is_the_one_of_libtorch(int inputs, int outputs, int size, int kernel, int stride, int padding, int dilation)
    {
        using var scope = NewDisposeScope();
        var (small, extra) = Sizes(size, kernel, stride, padding, dilation);
        using var layer = new ConvTranspose1d(inputs, outputs, kernel, size, stride, padding, dilation);
        Check(layer, [4, inputs, small], [4, outputs, size], (x, weight, bias) => nn.functional.conv_transpose1d(
            x, weight, bias, stride: stride, padding: padding, output_padding: extra, dilation: dilation));
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Over_an_image_it_is_the_one_of_libtorch(int inputs, int outputs, int size, int kernel, int stride, int padding, int dilation)
    {
        using var scope = NewDisposeScope();
        var (high, extraHigh) = Sizes(size, kernel, stride, padding, dilation);
        var (wide, extraWide) = Sizes(size + 2, kernel, stride, padding, dilation);
        using var layer = new ConvTranspose2d(inputs, outputs, kernel, size, size + 2, stride, padding, dilation);
        Check(layer, [2, inputs, high, wide], [2, outputs, size, size + 2], (x, weight, bias) => nn.functional.conv_transpose2d(
            x, weight, bias, strides: [stride, stride], padding: [padding, padding], output_padding: [extraHigh, extraWide], dilation: [dilation, dilation]));
    }

    // What a convolution makes of a size, and what libtorch has to be told so that it finds the way back.
    private static (int Small, int Extra) Sizes(int size, int kernel, int stride, int padding, int dilation)
    {
        var small = (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        return (small, size - ((small - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1));
    }

    private static void Check(nn.Module<Tensor, Tensor> layer, long[] from, long[] to, Func<Tensor, Tensor, Tensor, Tensor> reference)
    {
        using var generator = new Generator(7);
        var parameters = layer.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        var values = randn(from, generator: generator);
        var weights = randn(to, generator: generator);
        var input = values.clone().requires_grad_();
        var output = layer.call(input);
        Assert.Equal(to, output.shape);
        (output * weights).sum().backward();

        var (x, w, b) = (Double(values), Double(parameters["weight"]), Double(parameters["bias"]));
        var expected = reference(x, w, b);
        (expected * weights.to(ScalarType.Float64)).sum().backward();
        foreach (var (own, other) in new[] { (output, expected), (input.grad!, x.grad!), (parameters["weight"].grad!, w.grad!), (parameters["bias"].grad!, b.grad!) })
        {
            Assert.Equal(other.shape, own.shape);
            Assert.InRange((own.to(ScalarType.Float64) - other).abs().max().ToDouble(), 0, 2e-4);
        }
    }

    private static Tensor Double(Tensor values) => values.detach().to(ScalarType.Float64).requires_grad_();
}
