using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Layers;

public sealed class ImageLayerTests : IDisposable
{
    private const int Rows = 3, Channels = 2, Height = 9, Width = 8;
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ImageLayers _model = Given.Stirred(new ImageLayers(), seed: 1);
    private readonly Dictionary<string, Tensor> _state;
    private readonly Tensor _x = Given.Numbers(2, Rows, Channels, Height, Width);
    private readonly double[,,,] _plain;

    public ImageLayerTests()
    {
        _model.eval();
        _state = _model.state_dict();
        _plain = Plain.Four(_x);
    }

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Conv2d_slides_over_height_and_width()
    {
        Close.Equal(
            Plain.Conv2d(_plain, Plain.Four(_state["Conv.0.weight"]), Plain.One(_state["Conv.0.bias"]), stride: 1, padding: 0, dilation: 1),
            _model.Parts.Conv.call(new(_x)).Tensor);
        Close.Equal(
            Plain.Conv2d(_plain, Plain.Four(_state["SparseConv.0.weight"]), null, stride: 2, padding: 1, dilation: 3),
            _model.Parts.SparseConv.call(new(_x)).Tensor);
    }

    [Fact]
    public void Poolings_take_the_greatest_or_the_mean_of_each_window()
    {
        var parts = _model.Parts;
        Close.Equal(Plain.Pool2d(_plain, 2, stride: 2, padding: 0, isMax: true), parts.MaxPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool2d(_plain, 3, stride: 2, padding: 1, isMax: true), parts.PaddedMaxPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool2d(_plain, 2, stride: 2, padding: 0, isMax: false), parts.AvgPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool2d(_plain, 3, stride: 2, padding: 1, isMax: false), parts.PaddedAvgPool.call(new(_x)).Tensor);
        var (means, maxima) = (new double[Rows, Channels], new double[Rows, Channels]);
        for (var row = 0; row < Rows; row++)
            for (var channel = 0; channel < Channels; channel++)
            {
                var values = (from h in Enumerable.Range(0, Height) from w in Enumerable.Range(0, Width) select _plain[row, channel, h, w]).ToList();
                (means[row, channel], maxima[row, channel]) = (values.Average(), values.Max());
            }
        Close.Equal(means, parts.GlobalAvg.call(new(_x)).Tensor);
        Close.Equal(maxima, parts.GlobalMax.call(new(_x)).Tensor);
    }

    [Fact]
    public void BatchNorm_normalizes_a_channel_over_batch_height_and_width()
    {
        var (weight, bias) = (Plain.One(_state["Batch1.0.weight"]), Plain.One(_state["Batch1.0.bias"]));
        var (means, variances) = (Plain.One(_state["Batch1.0.running_mean"]), Plain.One(_state["Batch1.0.running_var"]));
        Close.Equal(Normed((_, channel, _, _) => (means[channel], variances[channel]), weight, bias), _model.Parts.Batch1.call(new(_x)).Tensor);
        _model.train();
        var ofBatch = Enumerable.Range(0, Channels).Select(channel => Moments(Places().Where(at => at.Channel == channel).Select(Value))).ToList();
        Close.Equal(Normed((_, channel, _, _) => ofBatch[channel], weight, bias), _model.Parts.Batch1.call(new(_x)).Tensor);
    }

    [Fact]
    public void LayerNorm_normalizes_the_channels_of_each_pixel()
    {
        var (weight, bias) = (Plain.One(_state["Layer1.0.weight"]), Plain.One(_state["Layer1.0.bias"]));
        Close.Equal(
            Normed((row, _, h, w) => Moments(Enumerable.Range(0, Channels).Select(channel => _plain[row, channel, h, w])), weight, bias),
            _model.Parts.Layer1.call(new(_x)).Tensor, 3e-5);
    }

    [Fact]
    public void Standardization_takes_the_mean_away_and_divides_by_the_deviation_of_each_channel()
    {
        var (mean, scale) = (Plain.One(_state["X.standardizer.mean"]), Plain.One(_state["X.standardizer.scale"]));
        var expected = new double[Rows, Channels, Height, Width];
        foreach (var at in Places()) expected[at.Row, at.Channel, at.H, at.W] = (Value(at) - mean[at.Channel]) * scale[at.Channel];
        Close.Equal(expected, _model.Parts.X.call(new(_x)).Tensor);
    }

    [Fact]
    public void Concat_stacks_the_channels_of_images()
    {
        var parts = _model.Parts;
        var (one, two) = (parts.MaxPool.call(new(_x)), parts.AvgPool.call(new(_x)));
        var (first, second) = (Plain.Four(one.Tensor), Plain.Four(two.Tensor));
        var expected = new double[Rows, 4 * 4 * 4];
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < 64; i++)
            {
                var (channel, h, w) = (i / 16, i / 4 % 4, i % 4);
                expected[row, i] = channel < 2 ? first[row, channel, h, w] : second[row, channel - 2, h, w];
            }
        Close.Equal(expected, parts.Pools.call(new(one, two)).Tensor);
    }

    private double Value((int Row, int Channel, int H, int W) at) => _plain[at.Row, at.Channel, at.H, at.W];

    private static IEnumerable<(int Row, int Channel, int H, int W)> Places() =>
        from row in Enumerable.Range(0, Rows)
        from channel in Enumerable.Range(0, Channels)
        from h in Enumerable.Range(0, Height)
        from w in Enumerable.Range(0, Width)
        select (row, channel, h, w);

    private double[,,,] Normed(Func<int, int, int, int, (double Mean, double Variance)> moments, double[] weight, double[] bias)
    {
        var expected = new double[Rows, Channels, Height, Width];
        foreach (var at in Places())
        {
            var (mean, variance) = moments(at.Row, at.Channel, at.H, at.W);
            expected[at.Row, at.Channel, at.H, at.W] = (Value(at) - mean) / Math.Sqrt(variance + 1e-5) * weight[at.Channel] + bias[at.Channel];
        }
        return expected;
    }

    private static (double Mean, double Variance) Moments(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return (mean, all.Average(value => (value - mean) * (value - mean)));
    }
}
