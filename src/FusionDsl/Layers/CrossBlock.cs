using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// A block of a cross-modal transformer (Tsai et al., 2019): tokens attend to others of the same sample, then two dense layers, each
/// added to its input and with a norm before it: x + Attention(norm(x), norm(y)), x + Dense(norm(x)). [batch, time, channel] and [batch,
/// others, channel] → [batch, time, channel].
/// </summary>
public sealed class CrossBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Attention _attention;
    private readonly Linear _widen, _narrow;
    private readonly LayerNorm _askingNorm, _askedNorm, _denseNorm;
    private readonly Dropout _attentionDropout, _hiddenDropout, _denseDropout;

    /// <param name="channels">Channels of both inputs, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="hidden">Width between the two dense layers, behind which is a GELU.</param>
    /// <param name="dropout">Of the attention weights, between the dense layers, and of both results; 0 to 1.</param>
    public CrossBlock(long channels, long heads, long hidden, double dropout) : base(nameof(CrossBlock))
    {
        register_module("multihead_attn", _attention = new Attention(channels, heads, dropout));
        register_module("linear1", _widen = nn.Linear(channels, hidden, hasBias: true));
        register_module("linear2", _narrow = nn.Linear(hidden, channels, hasBias: true));
        register_module("norm1", _askingNorm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
        register_module("norm_memory", _askedNorm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
        register_module("norm2", _denseNorm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
        register_module("dropout1", _attentionDropout = nn.Dropout(dropout, inplace: false));
        register_module("dropout", _hiddenDropout = nn.Dropout(dropout, inplace: false));
        register_module("dropout2", _denseDropout = nn.Dropout(dropout, inplace: false));
    }

    /// <param name="asking">The tokens that ask: [batch, time, channel].</param>
    /// <param name="asked">The tokens that are attended to: [batch, others, channel].</param>
    public override Tensor forward(Tensor asking, Tensor asked)
    {
        using var calmAsking = _askingNorm.call(asking);
        using var calmAsked = _askedNorm.call(asked);
        using var attended = _attention.call(calmAsking, calmAsked);
        using var kept = _attentionDropout.call(attended);
        using var seen = asking.add(kept);                       // [batch, time, channel]
        using var calmSeen = _denseNorm.call(seen);
        using var wide = _widen.call(calmSeen);                  // [batch, time, hidden]
        using var active = nn.functional.gelu(wide);
        using var keptActive = _hiddenDropout.call(active);
        using var narrow = _narrow.call(keptActive);
        using var thought = _denseDropout.call(narrow);
        return seen.add(thought);
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
