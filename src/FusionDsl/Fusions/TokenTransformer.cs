using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// A transformer over [CLS; p_1; …; p_M]: a trained token <c>first</c> and all tokens of all operands, to which <c>marks</c> [M, width]
/// are added that tell whose they are. The result is LayerNorm of what becomes of CLS: [batch, width].
/// </summary>
public sealed class TokenTransformer : TokenModule
{
    private readonly ModuleList<Layers.TransformerBlock> _layers;
    private readonly LayerNorm _norm;
    [ComponentName(Name = "first")] private readonly Parameter _first;
    [ComponentName(Name = "marks")] private readonly Parameter _marks;

    /// <param name="widths">Features or channels of each operand.</param>
    /// <param name="width">The common width, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="depth">Blocks on top of each other.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    public TokenTransformer(long[] widths, long width, long heads, int depth, double dropout)
        : base(nameof(TokenTransformer), widths, width)
    {
        register_parameter("first", _first = Trained(width));
        register_parameter("marks", _marks = Trained(widths.Length, width));
        register_module("layers", _layers = Blocks(depth, width, heads, dropout));
        register_module("norm", _norm = nn.LayerNorm(width, eps: 1e-5, elementwise_affine: true, bias: true));
    }

    /// <inheritdoc/>
    protected override Tensor JoinTokens(Tensor[] tokens)
    {
        var first = _first.expand(tokens[0].size(0), 1, -1);
        var all = cat([first, .. Marked(tokens, _marks)], 1);    // [batch, 1 + token, width]
        foreach (var layer in _layers) all = layer.call(all);
        return _norm.call(all.select(1, 0));
    }
}
