using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// One layer of a transformer's encoder: attention, then two dense layers at every point in time, each added to its input:
/// [batch, time, channel] → [batch, time, channel]. Parameters are named as in PyTorch's TransformerEncoderLayer.
/// </summary>
public sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    private readonly bool _isPreNorm;
    private readonly Activation _activation;
    private readonly SelfAttention _attention;
    private readonly Linear _widen, _narrow;
    private readonly LayerNorm _attentionNorm, _denseNorm;
    private readonly Dropout _attentionDropout, _hiddenDropout, _denseDropout;

    /// <param name="channels">Channels of the input, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="hidden">Width between the two dense layers.</param>
    /// <param name="dropout">Of the attention weights, between the dense layers, and of both results; 0 to 1.</param>
    /// <param name="activation">Between the dense layers.</param>
    /// <param name="preNorm">
    /// True: x + f(norm(x)), which trains without a warm-up of the learning rate (Xiong et al., 2020). False: norm(x + f(x)), as first
    /// published.
    /// </param>
    public TransformerBlock(long channels, long heads, long hidden, double dropout, Activation activation, bool preNorm)
        : base(nameof(TransformerBlock))
    {
        (_isPreNorm, _activation) = (preNorm, activation);
        register_module("self_attn", _attention = new SelfAttention(channels, heads, dropout));
        register_module("linear1", _widen = nn.Linear(channels, hidden, hasBias: true));
        register_module("linear2", _narrow = nn.Linear(hidden, channels, hasBias: true));
        register_module("norm1", _attentionNorm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
        register_module("norm2", _denseNorm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
        register_module("dropout1", _attentionDropout = nn.Dropout(dropout, inplace: false));
        register_module("dropout", _hiddenDropout = nn.Dropout(dropout, inplace: false));
        register_module("dropout2", _denseDropout = nn.Dropout(dropout, inplace: false));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_isPreNorm)
        {
            using var calm = _attentionNorm.call(input);
            using var attention = Attend(calm);
            using var seen = input.add(attention);
            using var calmSeen = _denseNorm.call(seen);
            using var thought = Think(calmSeen);
            return seen.add(thought);
        }
        else
        {
            using var attention = Attend(input);
            using var sum = input.add(attention);
            using var seen = _attentionNorm.call(sum);
            using var thought = Think(seen);
            using var whole = seen.add(thought);
            return _denseNorm.call(whole);
        }
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }

    private Tensor Attend(Tensor input)
    {
        using var attended = _attention.call(input);             // [batch, time, channel]
        return _attentionDropout.call(attended);
    }

    private Tensor Think(Tensor input)
    {
        using var wide = _widen.call(input);                     // [batch, time, hidden]
        using var active = _activation == Activation.Relu ? nn.functional.relu(wide, inplace: false) : nn.functional.gelu(wide);
        using var kept = _hiddenDropout.call(active);
        using var narrow = _narrow.call(kept);                   // [batch, time, channel]
        return _denseDropout.call(narrow);
    }
}
