using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// y_i = LayerNorm(x_i + Attention_i(x_i, [x_j]_{j≠i})): each branch queries the tokens x = P h of all others. The means of the y_i over
/// their tokens stand side by side: [batch, M · width].
/// </summary>
public sealed class CrossAttention : TokenModule
{
    private readonly ModuleList<Layers.Attention> _attentions;
    private readonly ModuleList<LayerNorm> _norms;

    /// <param name="widths">Features or channels of each operand.</param>
    /// <param name="width">The common width, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="dropout">Of the attention weights, 0 to 1.</param>
    public CrossAttention(long[] widths, long width, long heads, double dropout) : base(nameof(CrossAttention), widths, width)
    {
        register_module("attentions", _attentions = [.. widths.Select(_ => new Layers.Attention(width, heads, dropout))]);
        register_module("norms", _norms = [.. widths.Select(_ => nn.LayerNorm(width, eps: 1e-5, elementwise_affine: true, bias: true))]);
    }

    /// <inheritdoc/>
    protected override Tensor JoinTokens(Tensor[] tokens) => cat([.. tokens.Select((own, i) =>
    {
        var others = cat([.. tokens.Where((_, j) => j != i)], 1);                // [batch, tokens of the others, width]
        return _norms[i].call(own.add(_attentions[i].call(own, others))).mean([1L]);
    })], 1);
}
