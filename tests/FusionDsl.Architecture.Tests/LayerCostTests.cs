namespace FusionDsl.Architecture.Tests;

/// <summary>Parameters and FLOPs against sums over the single weights, written down without the formulas of the layers.</summary>
public class LayerCostTests
{
    [Theory]
    [InlineData(5, 8, true, false)]
    [InlineData(5, 8, false, false)]
    [InlineData(5, 8, true, true)]
    [InlineData(1, 1, true, false)]
    public void Dense_has_a_weight_for_every_pair(int inputs, int outputs, bool bias, bool beforeBatchNorm)
    {
        long parameters = 0, flops = 0;
        for (var to = 0; to < outputs; to++)
        {
            for (var from = 0; from < inputs; from++) (parameters, flops) = (parameters + 1, flops + 2);
            if (bias && !beforeBatchNorm) parameters++;
        }
        AssertCosts(new Dense(outputs, bias), Shape.Features(inputs), parameters, flops, beforeBatchNorm);
    }

    [Theory]
    [InlineData(3, 10, 6, 4, 2, 1, 1, false)]
    [InlineData(3, 10, 6, 4, 1, 0, 2, true)]
    public void Conv1d_shares_its_filters_over_time(int channels, int time, int filters, int kernel, int stride, int padding, int dilation, bool beforeBatchNorm)
    {
        var windows = (time + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        long parameters = 0, flops = 0;
        for (var filter = 0; filter < filters; filter++)
        {
            for (var channel = 0; channel < channels; channel++)
                for (var tap = 0; tap < kernel; tap++) (parameters, flops) = (parameters + 1, flops + 2 * windows);
            if (!beforeBatchNorm) parameters++;
        }
        AssertCosts(new Conv1d(filters, kernel, stride, padding, dilation, Bias: true), Shape.Series(channels, time), parameters, flops, beforeBatchNorm);
    }

    [Fact]
    public void Conv2d_shares_its_filters_over_the_image()
    {
        long parameters = 0, flops = 0;
        for (var filter = 0; filter < 6; filter++)
        {
            for (var weight = 0; weight < 3 * 3 * 3; weight++) (parameters, flops) = (parameters + 1, flops + 2 * 4 * 5);
            parameters++;
        }
        AssertCosts(new Conv2d(6, 3, 2, 0, 1, Bias: true), Shape.Image(3, 10, 12), parameters, flops);
    }

    [Fact]
    public void Embedding_has_a_vector_per_token_and_computes_nothing() => AssertCosts(new Embedding(8), Shape.Tokens(7, 100), 100 * 8, 0);

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Recurrent_layers_have_weights_per_gate_direction_and_layer(int layers, bool bidirectional)
    {
        const int channels = 3, time = 10, units = 4;
        foreach (var (layer, gates) in new (Layer, int)[] { (new Lstm(units, layers, bidirectional, false, 0), 4), (new Gru(units, layers, bidirectional, true, 0), 3) })
        {
            long parameters = 0, flops = 0;
            for (var i = 0; i < layers; i++)
                for (var direction = 0; direction < (bidirectional ? 2 : 1); direction++)
                {
                    var inputs = i == 0 ? channels : bidirectional ? 2 * units : units;
                    // weight_ih, weight_hh, bias_ih, bias_hh, as libtorch names them.
                    parameters += gates * units * inputs + gates * units * units + gates * units + gates * units;
                    flops += 2L * time * (gates * units * inputs + gates * units * units);
                }
            AssertCosts(layer, Shape.Series(channels, time), parameters, flops);
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 5)]
    public void Transformer_blocks_have_four_projections_two_layers_and_two_norms_and_a_norm_follows(int layers, int? hidden)
    {
        const int channels = 6, time = 10;
        var inner = hidden ?? 4 * channels;
        long parameters = 0, flops = 0;
        for (var i = 0; i < layers; i++)
        {
            parameters += 4 * (channels * channels + channels) + (channels * inner + inner) + (inner * channels + channels) + 2 * (channels + channels);
            flops += 2L * time * 4 * channels * channels;       // query, key, value and output
            flops += 2 * 2L * time * time * channels;           // scores, and their weighted sum
            flops += 2 * 2L * time * channels * inner;          // the network at each step
        }
        parameters += channels + channels;                      // one norm behind the last block
        AssertCosts(new TransformerEncoder(3, layers, hidden, 0.1), Shape.Series(channels, time), parameters, flops);
    }

    [Fact]
    public void Norms_have_a_scale_and_a_shift_per_channel()
    {
        foreach (var shape in new[] { Shape.Features(5), Shape.Series(5, 7), Shape.Image(5, 3, 4) })
        {
            Assert.Equal(10, new BatchNorm(0.1, 1e-5).ParameterCount(Context(new BatchNorm(0.1, 1e-5), shape)));
            Assert.Equal(10, new LayerNorm(1e-5).ParameterCount(Context(new LayerNorm(1e-5), shape)));
        }
    }

    [Fact]
    public void Poolings_look_at_every_number_of_a_window()
    {
        AssertCosts(new MaxPool(3, 2, 0), Shape.Series(2, 11), 0, 2 * 5 * 3);
        AssertCosts(new AvgPool(3, 3, 0), Shape.Image(2, 9, 6), 0, 2 * 3 * 2 * 9);
        AssertCosts(new GlobalAvgPool(), Shape.Series(2, 11), 0, 22);
        AssertCosts(new GlobalMaxPool(), Shape.Image(2, 3, 4), 0, 24);
    }

    [Fact]
    public void Layers_without_weights_have_no_parameters()
    {
        foreach (var layer in new Layer[] { new Relu(), new LeakyRelu(0.1), new Elu(1), new Gelu(), new Silu(), new Tanh(), new Sigmoid(), new Softmax(), new Dropout(0.5), new Flatten(), new PositionalEncoding() })
            Assert.Equal(0, layer.ParameterCount(Context(layer, Shape.Series(3, 4))));
    }

    [Fact]
    public void Costs_near_the_largest_size_do_not_wrap_round()
    {
        var dense = new Dense(int.MaxValue, Bias: true);
        Assert.Equal((Int128)int.MaxValue * int.MaxValue + int.MaxValue, dense.ParameterCount(Context(dense, Shape.Features(int.MaxValue))));
    }

    private static void AssertCosts(Layer layer, Shape input, long parameters, long flops, bool beforeBatchNorm = false)
    {
        var context = Context(layer, input, beforeBatchNorm);
        Assert.Equal(parameters, layer.ParameterCount(context));
        Assert.Equal(flops, layer.Flops(context));
    }

    private static LayerContext Context(Layer layer, Shape input, bool beforeBatchNorm = false) =>
        new(input, layer.Infer(input, new()) ?? throw new InvalidOperationException($"{layer.Display} does not fit {input}."), beforeBatchNorm);
}
