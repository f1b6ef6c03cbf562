using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Multi-head self-attention (Vaswani et al., 2017) within each sample: [batch, time, channel] → [batch, time, channel].
/// Parameters have the names and the shapes of PyTorch's MultiheadAttention: <c>in_proj_weight</c>, <c>in_proj_bias</c>,
/// <c>out_proj.weight</c>, <c>out_proj.bias</c>.
/// </summary>
public sealed class SelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly long _heads;
    private readonly double _dropout;
    private readonly Linear _outProjection;
    [ComponentName(Name = "in_proj_weight")] private readonly Parameter _inWeight;
    [ComponentName(Name = "in_proj_bias")] private readonly Parameter _inBias;

    /// <param name="channels">Channels of the input, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">How many things it can attend to at once.</param>
    /// <param name="dropout">Of the attention weights, 0 to 1.</param>
    /// <exception cref="FusionException">The channels cannot be shared out among the heads.</exception>
    public SelfAttention(long channels, long heads, double dropout = 0) : base(nameof(SelfAttention))
    {
        AttentionWeights.Check(nameof(SelfAttention), channels, heads);
        (_heads, _dropout) = (heads, dropout);
        register_parameter("in_proj_weight", _inWeight = AttentionWeights.In(channels));
        register_parameter("in_proj_bias", _inBias = Owned.Parameter(zeros(3 * channels, dtype: ScalarType.Float32)));
        register_module("out_proj", _outProjection = AttentionWeights.Out(channels));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (batch, time, channels) = (input.shape[0], input.shape[1], input.shape[2]);
        using var projected = nn.functional.linear(input, _inWeight, _inBias);       // [batch, time, 3 · channel]
        using var shared = projected.view(batch, time, 3, _heads, channels / _heads);
        using var perHead = shared.permute(2, 0, 3, 1, 4);                           // [3, batch, head, time, channel / heads]
        using var query = perHead.select(0, 0);
        using var key = perHead.select(0, 1);
        using var value = perHead.select(0, 2);
        using var joined = AttentionWeights.Attend(query, key, value, training ? _dropout : 0);
        return _outProjection.call(joined);
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
