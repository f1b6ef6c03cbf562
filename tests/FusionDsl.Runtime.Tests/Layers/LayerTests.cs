using FusionDsl.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

public sealed class LayerTests
{
    // 3 samples, 4 channels, 6 points in time.
    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Makers = new()
    {
        ["Lstm"] = () => new Lstm(4, 5),
        ["Lstm, both directions"] = () => new Lstm(4, 5, layers: 2, bidirectional: true),
        ["Lstm, sequence"] = () => new Lstm(4, 5, bidirectional: true, sequence: true),
        ["Gru"] = () => new Gru(4, 5),
        ["Gru, both directions"] = () => new Gru(4, 5, layers: 2, bidirectional: true),
        ["Gru, sequence"] = () => new Gru(4, 5, sequence: true),
        ["TransformerBlocks, pre-norm"] = () => new TransformerBlocks(4, heads: 2, layers: 2, hidden: 7, dropout: 0.1),
        ["TransformerBlocks, post-norm"] = () =>
            new TransformerBlocks(4, heads: 2, layers: 2, hidden: 7, dropout: 0.1, Activation.Relu, preNorm: false),
        ["ChannelLayerNorm"] = () => new ChannelLayerNorm(4),
        ["PositionalEncoding"] = () => new PositionalEncoding(4, 9),
    };

    public static TheoryData<string> All => [.. Makers.Keys];

    public static TheoryData<string> Trainable => [.. Makers.Keys.Where(name => name != "PositionalEncoding")];

    [Theory]
    [MemberData(nameof(All))]
    public void Samples_of_a_batch_do_not_mix(string layer)
    {
        using var module = Makers[layer]();
        using var input = LayerChecks.Random(1, 3, 4, 6);
        LayerChecks.SamplesDoNotMix(module, input);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_are_those_of_finite_differences(string layer)
    {
        using var module = Makers[layer]();
        using var input = LayerChecks.Random(2, 2, 4, 5);
        LayerChecks.GradientsAreThoseOfFiniteDifferences(module, input);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_leaks(string layer)
    {
        using var input = LayerChecks.Random(3, 3, 4, 6);
        LayerChecks.NothingLeaks(Makers[layer], input);
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void Parameters_can_be_flat(string layer)
    {
        using var module = Makers[layer]();
        using var input = LayerChecks.Random(4, 3, 4, 6);
        LayerChecks.ItsParametersCanBeFlat(module, input);
    }

    [Fact]
    public void Lstm_follows_its_formula()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var layer = new Lstm(4, 3, bidirectional: true);
        LayerChecks.Fill(layer);
        layer.to(ScalarType.Float64);
        var input = LayerChecks.Random(6, 2, 4, 5).to(ScalarType.Float64);
        LayerChecks.Equal(cat([Read("", 0, 5, 1), Read("_reverse", 4, -1, -1)], 1), layer.call(input), 1e-12);

        // Gates in PyTorch's order: input, forget, cell, output.
        Tensor Read(string direction, int from, int to, int by)
        {
            var (hidden, cell) = (zeros(2, 3, dtype: ScalarType.Float64), zeros(2, 3, dtype: ScalarType.Float64));
            for (var t = from; t != to; t += by)
            {
                var gates = Linear(layer, "lstm", "ih", direction, input.select(2, t)) + Linear(layer, "lstm", "hh", direction, hidden);
                var parts = gates.chunk(4, 1);
                cell = parts[1].sigmoid() * cell + parts[0].sigmoid() * parts[2].tanh();
                hidden = parts[3].sigmoid() * cell.tanh();
            }
            return hidden;
        }
    }

    [Fact]
    public void Gru_follows_its_formula()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var layer = new Gru(4, 3, bidirectional: true);
        LayerChecks.Fill(layer);
        layer.to(ScalarType.Float64);
        var input = LayerChecks.Random(7, 2, 4, 5).to(ScalarType.Float64);
        LayerChecks.Equal(cat([Read("", 0, 5, 1), Read("_reverse", 4, -1, -1)], 1), layer.call(input), 1e-12);

        // Gates in PyTorch's order: reset, update, new.
        Tensor Read(string direction, int from, int to, int by)
        {
            var hidden = zeros(2, 3, dtype: ScalarType.Float64);
            for (var t = from; t != to; t += by)
            {
                var seen = Linear(layer, "gru", "ih", direction, input.select(2, t)).chunk(3, 1);
                var kept = Linear(layer, "gru", "hh", direction, hidden).chunk(3, 1);
                var update = (seen[1] + kept[1]).sigmoid();
                var fresh = (seen[2] + (seen[0] + kept[0]).sigmoid() * kept[2]).tanh();
                hidden = (1 - update) * fresh + update * hidden;
            }
            return hidden;
        }
    }

    [Fact]
    public void A_recurrent_sequence_ends_in_the_last_state()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (last, sequence) = (new Lstm(4, 3), new Lstm(4, 3, sequence: true));
        LayerChecks.Fill(last);
        LayerChecks.Fill(sequence);
        var input = LayerChecks.Random(8, 2, 4, 5);
        var outputs = sequence.call(input);
        Assert.Equal([2L, 3, 5], outputs.shape);
        LayerChecks.Equal(last.call(input), outputs.select(2, -1), 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Transformer_blocks_follow_their_formula(bool preNorm)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var layer = new TransformerBlocks(6, heads: 2, layers: 2, hidden: 9, dropout: 0.3, Activation.Gelu, preNorm);
        LayerChecks.Fill(layer);
        layer.to(ScalarType.Float64);
        layer.eval();
        var input = LayerChecks.Random(9, 2, 6, 5).to(ScalarType.Float64);

        var x = input.transpose(1, 2);
        for (var block = 0; block < 2; block++)
        {
            var name = $"layers.{block}.";
            if (preNorm)
            {
                x = x + Attend(name, Norm(name + "norm1", x));
                x = x + Think(name, Norm(name + "norm2", x));
            }
            else
            {
                x = Norm(name + "norm1", x + Attend(name, x));
                x = Norm(name + "norm2", x + Think(name, x));
            }
        }
        if (preNorm) x = Norm("norm", x);
        LayerChecks.Equal(x.transpose(1, 2), layer.call(input), 1e-10);

        Tensor Attend(string name, Tensor value)
        {
            var weight = layer.get_parameter(name + "self_attn.in_proj_weight")!;
            var bias = layer.get_parameter(name + "self_attn.in_proj_bias")!;
            var parts = (value.matmul(weight.t()) + bias).chunk(3, 2);
            var heads = Enumerable.Range(0, 2).Select(head =>
            {
                var (q, k, v) = (parts[0].narrow(2, head * 3, 3), parts[1].narrow(2, head * 3, 3), parts[2].narrow(2, head * 3, 3));
                return (q.matmul(k.transpose(1, 2)) / Math.Sqrt(3)).softmax(2).matmul(v);
            });
            return Dense(name + "self_attn.out_proj", cat([.. heads], 2));
        }

        Tensor Think(string name, Tensor value)
        {
            var wide = Dense(name + "linear1", value);
            return Dense(name + "linear2", wide * 0.5 * (1 + (wide / Math.Sqrt(2)).erf()));
        }

        Tensor Dense(string name, Tensor value) =>
            value.matmul(layer.get_parameter(name + ".weight")!.t()) + layer.get_parameter(name + ".bias")!;

        Tensor Norm(string name, Tensor value)
        {
            var centred = value - value.mean([2L], keepdim: true);
            var normal = centred / (centred.square().mean([2L], keepdim: true) + 1e-5).sqrt();
            return normal * layer.get_parameter(name + ".weight")! + layer.get_parameter(name + ".bias")!;
        }
    }

    [Fact]
    public void A_post_norm_block_takes_the_weights_of_libtorchs_own_encoder_layer_by_name()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var reference = nn.TransformerEncoderLayer(6, nhead: 3, dim_feedforward: 8, dropout: 0, activation: nn.Activations.ReLU);
        LayerChecks.Fill(reference, 3);
        var block = new TransformerBlock(6, heads: 3, hidden: 8, dropout: 0, Activation.Relu, preNorm: false);
        block.load_state_dict(reference.state_dict());
        var input = LayerChecks.Random(10, 2, 5, 6);
        var timeFirst = input.transpose(0, 1);
        LayerChecks.Equal(reference.call(timeFirst, null, null).transpose(0, 1), block.call(input), 1e-5);
    }

    [Fact]
    public void Dropout_acts_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var layer = new TransformerBlocks(4, heads: 2, layers: 1, hidden: 8, dropout: 0.5);
        LayerChecks.Fill(layer);
        var input = LayerChecks.Random(11, 3, 4, 6);
        Assert.True((layer.call(input) - layer.call(input)).abs().max().ToDouble() > 1e-3);
        layer.eval();
        LayerChecks.Equal(layer.call(input), layer.call(input), 0);
    }

    [Fact]
    public void Attention_starts_with_Glorots_bounds_and_no_biases()
    {
        using var layer = new SelfAttention(32, heads: 4);
        using var weight = layer.get_parameter("in_proj_weight")!.detach();
        var bound = Math.Sqrt(6.0 / (32 + 96));
        using var largest = weight.abs().max();
        Assert.InRange(largest.ToDouble(), 0.9 * bound, bound);
        foreach (var name in new[] { "in_proj_bias", "out_proj.bias" })
            Assert.All(layer.get_parameter(name)!.data<float>().ToArray(), bias => Assert.Equal(0f, bias));
    }

    [Fact]
    public void Heads_that_do_not_divide_the_channels_are_an_error() =>
        Assert.Contains("7 channels cannot be shared out among 2 heads",
            Assert.Throws<FusionException>(() => new TransformerBlocks(7, 2, 1, 8)).Message);

    [Theory]
    [InlineData(6)]
    [InlineData(5)]
    public void Positional_encoding_follows_its_formula(int channels)
    {
        using var scope = NewDisposeScope();
        var layer = new PositionalEncoding(channels, 50);
        var input = LayerChecks.Random(12, 2, channels, 40);
        var added = layer.call(input) - input;
        for (var channel = 0; channel < channels; channel++)
            for (var t = 0; t < 40; t++)
            {
                var angle = t / Math.Pow(10_000, 2.0 * (channel / 2) / channels);
                Assert.Equal(channel % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), added[1, channel, t].ToDouble(), 1e-5);
            }
        Assert.Contains("51 points in time", Assert.Throws<FusionException>(() => layer.call(zeros(1, channels, 51))).Message);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5, 4)]
    [InlineData(5, 3, 2)]
    public void Channel_layer_norm_follows_its_formula(params int[] sample)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var layer = new ChannelLayerNorm(5);
        LayerChecks.Fill(layer);
        long[] perChannel = [-1, .. sample.Skip(1).Select(_ => 1L)];
        var input = LayerChecks.Random(13, [3, .. sample.Select(axis => (long)axis)]) * 2 + 1;
        var centred = input - input.mean([1L], keepdim: true);
        var expected = centred / (centred.square().mean([1L], keepdim: true) + 1e-5).sqrt()
            * layer.get_parameter("weight")!.view(perChannel) + layer.get_parameter("bias")!.view(perChannel);
        LayerChecks.Equal(expected, layer.call(input), 1e-5);
        Assert.Equal(["weight", "bias"], layer.state_dict().Keys);
    }

    [Fact]
    public void Parameters_are_as_many_as_the_formulas_say()
    {
        const long c = 6, h = 10, block = 4 * c * (c + 1) + h * (c + 1) + c * (h + 1) + 4 * c;
        Assert.Equal(2 * block + 2 * c, Count(new TransformerBlocks(c, heads: 2, layers: 2, hidden: h)));
        Assert.Equal(4 * 5 * (c + 5 + 2), Count(new Lstm(c, 5)));
        Assert.Equal(2 * (3 * 5 * (c + 5 + 2) + 3 * 5 * (10 + 5 + 2)), Count(new Gru(c, 5, layers: 2, bidirectional: true)));
        Assert.Equal(2 * c, Count(new ChannelLayerNorm(c)));
        Assert.Equal(0, Count(new PositionalEncoding(c, 10)));

        static long Count(nn.Module module)
        {
            using (module) return module.parameters().Sum(parameter => parameter.numel());
        }
    }

    private static Tensor Linear(nn.Module layer, string module, string what, string direction, Tensor value) =>
        value.matmul(layer.get_parameter($"{module}.weight_{what}_l0{direction}")!.t())
        + layer.get_parameter($"{module}.bias_{what}_l0{direction}")!;
}
