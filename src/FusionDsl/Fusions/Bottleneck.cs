using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Attention bottleneck (Nagrani et al., 2021): in each layer every branch has a block of its own, <c>layers.{l}.{m}</c>, over [its
/// tokens; the shared tokens], and the shared tokens become the mean of what the branches make of them. The result is LayerNorm of their
/// mean: [batch, width].
/// </summary>
public sealed class Bottleneck : TokenModule
{
    private readonly ModuleList<ModuleList<Layers.TransformerBlock>> _layers;
    private readonly LayerNorm _norm;
    [ComponentName(Name = "shared")] private readonly Parameter _shared;

    /// <param name="widths">Features or channels of each operand.</param>
    /// <param name="width">The common width, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="depth">Layers.</param>
    /// <param name="tokens">How many tokens the branches share.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    public Bottleneck(long[] widths, long width, long heads, int depth, long tokens, double dropout)
        : base(nameof(Bottleneck), widths, width)
    {
        register_parameter("shared", _shared = Trained(tokens, width));
        register_module("layers", _layers = [.. Enumerable.Range(0, depth).Select(_ => Blocks(widths.Length, width, heads, dropout))]);
        register_module("norm", _norm = nn.LayerNorm(width, eps: 1e-5, elementwise_affine: true, bias: true));
    }

    /// <inheritdoc/>
    protected override Tensor JoinTokens(Tensor[] tokens)
    {
        var shared = _shared.expand(tokens[0].size(0), -1, -1);                                                // [batch, shared, width]
        foreach (var layer in _layers)
        {
            Tensor[] seen = [.. tokens.Select((own, i) => layer[i].call(cat([own, shared], 1)))];
            shared = Mean.Of([.. seen.Select((all, i) => all.narrow(1, tokens[i].size(1), shared.size(1)))]);
            tokens = [.. seen.Select((all, i) => all.narrow(1, 0, tokens[i].size(1)))];
        }
        return _norm.call(shared.mean([1L]));
    }
}
