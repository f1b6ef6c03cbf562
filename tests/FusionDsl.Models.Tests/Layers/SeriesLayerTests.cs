using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Layers;

public sealed class SeriesLayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly SeriesLayers _model = Given.Stirred(new SeriesLayers(), seed: 1);
    private readonly Dictionary<string, Tensor> _state;
    private readonly Tensor _x = Given.Numbers(2, 4, 3, 21);
    private readonly double[,,] _plain;

    public SeriesLayerTests()
    {
        _model.eval();
        _state = _model.state_dict();
        _plain = Plain.Three(_x);
    }

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Conv1d_slides_over_time()
    {
        Close.Equal(
            Plain.Conv1d(_plain, Plain.Three(_state["Conv.0.weight"]), Plain.One(_state["Conv.0.bias"]), stride: 1, padding: 0, dilation: 1),
            _model.Parts.Conv.call(new(_x)).Tensor);
        Close.Equal(
            Plain.Conv1d(_plain, Plain.Three(_state["SparseConv.0.weight"]), null, stride: 2, padding: 2, dilation: 3),
            _model.Parts.SparseConv.call(new(_x)).Tensor);
    }

    [Fact]
    public void Poolings_take_the_greatest_or_the_mean_of_each_window()
    {
        var parts = _model.Parts;
        Close.Equal(Plain.Pool1d(_plain, 3, stride: 3, padding: 0, isMax: true), parts.MaxPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool1d(_plain, 4, stride: 3, padding: 2, isMax: true), parts.PaddedMaxPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool1d(_plain, 2, stride: 2, padding: 0, isMax: false), parts.AvgPool.call(new(_x)).Tensor);
        Close.Equal(Plain.Pool1d(_plain, 4, stride: 3, padding: 2, isMax: false), parts.PaddedAvgPool.call(new(_x)).Tensor);
        var (means, maxima) = (new double[4, 3], new double[4, 3]);
        for (var row = 0; row < 4; row++)
            for (var channel = 0; channel < 3; channel++)
            {
                var values = Enumerable.Range(0, 21).Select(t => _plain[row, channel, t]).ToList();
                (means[row, channel], maxima[row, channel]) = (values.Average(), values.Max());
            }
        Close.Equal(means, parts.GlobalAvg.call(new(_x)).Tensor);
        Close.Equal(maxima, parts.GlobalMax.call(new(_x)).Tensor);
    }

    [Fact]
    public void BatchNorm_normalizes_a_channel_over_batch_and_time()
    {
        var (weight, bias) = (Plain.One(_state["Batch1.0.weight"]), Plain.One(_state["Batch1.0.bias"]));
        var (means, variances) = (Plain.One(_state["Batch1.0.running_mean"]), Plain.One(_state["Batch1.0.running_var"]));
        Close.Equal(Normed((_, channel, _) => (means[channel], variances[channel]), weight, bias), _model.Parts.Batch1.call(new(_x)).Tensor);

        _model.train();
        var ofBatch = Enumerable.Range(0, 3).Select(channel => Moments(
            from row in Enumerable.Range(0, 4) from t in Enumerable.Range(0, 21) select _plain[row, channel, t])).ToList();
        Close.Equal(Normed((_, channel, _) => ofBatch[channel], weight, bias), _model.Parts.Batch1.call(new(_x)).Tensor);
        // The running variance is the unbiased one.
        Close.Equal(
            Enumerable.Range(0, 3).Select(i => 0.9 * variances[i] + 0.1 * ofBatch[i].Variance * 84 / 83).ToArray(), _state["Batch1.0.running_var"]);
    }

    [Fact]
    public void LayerNorm_normalizes_the_channels_at_each_point_in_time()
    {
        var (weight, bias) = (Plain.One(_state["Layer1.0.weight"]), Plain.One(_state["Layer1.0.bias"]));
        Close.Equal(
            Normed((row, _, t) => Moments(Enumerable.Range(0, 3).Select(channel => _plain[row, channel, t])), weight, bias),
            _model.Parts.Layer1.call(new(_x)).Tensor);
    }

    [Fact]
    public void Softmax_divides_by_the_sum_over_the_channels_at_each_point_in_time()
    {
        var expected = new double[4, 3, 21];
        foreach (var (row, channel, t) in Places())
            expected[row, channel, t] = Math.Exp(_plain[row, channel, t]) / Enumerable.Range(0, 3).Sum(other => Math.Exp(_plain[row, other, t]));
        Close.Equal(expected, _model.Parts.Softmax.call(new(_x)).Tensor);
    }

    [Fact]
    public void PositionalEncoding_adds_sines_to_even_and_cosines_to_odd_channels()
    {
        var expected = new double[4, 3, 21];
        foreach (var (row, channel, t) in Places())
        {
            var angle = t / Math.Pow(10_000, channel / 2 * 2 / 3.0);
            expected[row, channel, t] = _plain[row, channel, t] + (channel % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }
        Close.Equal(expected, _model.Parts.Places.call(new(_x)).Tensor);
    }

    [Fact]
    public void Flatten_puts_the_channels_one_behind_the_other()
    {
        var expected = new double[4, 63];
        foreach (var (row, channel, t) in Places()) expected[row, channel * 21 + t] = _plain[row, channel, t];
        Close.Equal(expected, _model.Parts.Flat.call(new(_x)).Tensor);
    }

    [Fact]
    public void Concat_stacks_the_channels_of_series()
    {
        var parts = _model.Parts;
        var (one, two) = (parts.PaddedMaxPool.call(new(_x)), parts.PaddedAvgPool.call(new(_x)));
        var (first, second) = (Plain.Three(one.Tensor), Plain.Three(two.Tensor));
        var expected = new double[4, 6 * 8];
        for (var row = 0; row < 4; row++)
            for (var channel = 0; channel < 6; channel++)
                for (var t = 0; t < 8; t++) expected[row, channel * 8 + t] = channel < 3 ? first[row, channel, t] : second[row, channel - 3, t];
        Close.Equal(expected, parts.PaddedPools.call(new(one, two)).Tensor);
    }

    private static IEnumerable<(int Row, int Channel, int Time)> Places() =>
        from row in Enumerable.Range(0, 4) from channel in Enumerable.Range(0, 3) from t in Enumerable.Range(0, 21) select (row, channel, t);

    private double[,,] Normed(Func<int, int, int, (double Mean, double Variance)> moments, double[] weight, double[] bias)
    {
        var expected = new double[4, 3, 21];
        foreach (var (row, channel, t) in Places())
        {
            var (mean, variance) = moments(row, channel, t);
            expected[row, channel, t] = (_plain[row, channel, t] - mean) / Math.Sqrt(variance + 1e-5) * weight[channel] + bias[channel];
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
