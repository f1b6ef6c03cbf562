using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Multi-head attention (Vaswani et al., 2017) of some tokens to others of the same sample: [batch, time, channel] and [batch, others,
/// channel] → [batch, time, channel]. Parameters have the names and the shapes of PyTorch's MultiheadAttention, as those of <see
/// cref="SelfAttention"/>.
/// </summary>
public sealed class Attention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly long _channels, _heads;
    private readonly double _dropout;
    private readonly Linear _outProjection;
    [ComponentName(Name = "in_proj_weight")] private readonly Parameter _inWeight;
    [ComponentName(Name = "in_proj_bias")] private readonly Parameter _inBias;

    /// <param name="channels">Channels of both inputs, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">How many things it can attend to at once.</param>
    /// <param name="dropout">Of the attention weights, 0 to 1.</param>
    /// <exception cref="FusionException">The channels cannot be shared out among the heads.</exception>
    public Attention(long channels, long heads, double dropout = 0) : base(nameof(Attention))
    {
        AttentionWeights.Check(nameof(Attention), channels, heads);
        (_channels, _heads, _dropout) = (channels, heads, dropout);
        register_parameter("in_proj_weight", _inWeight = AttentionWeights.In(channels));
        register_parameter("in_proj_bias", _inBias = Owned.Parameter(zeros(3 * channels, dtype: ScalarType.Float32)));
        register_module("out_proj", _outProjection = AttentionWeights.Out(channels));
    }

    /// <param name="asking">The tokens that ask: [batch, time, channel].</param>
    /// <param name="asked">The tokens that are attended to: [batch, others, channel].</param>
    public override Tensor forward(Tensor asking, Tensor asked)
    {
        using var query = Project(asking, part: 0);                                  // [batch, head, time, channel / heads]
        using var key = Project(asked, part: 1);
        using var value = Project(asked, part: 2);
        using var joined = AttentionWeights.Attend(query, key, value, training ? _dropout : 0);
        return _outProjection.call(joined);                                          // [batch, time, channel]
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }

    private Tensor Project(Tensor tokens, long part)
    {
        using var weight = _inWeight.narrow(0, part * _channels, _channels);
        using var bias = _inBias.narrow(0, part * _channels, _channels);
        using var projected = nn.functional.linear(tokens, weight, bias);
        using var shared = projected.view(tokens.size(0), tokens.size(1), _heads, _channels / _heads);
        return shared.transpose(1, 2);
    }
}
