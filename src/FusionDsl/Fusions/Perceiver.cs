using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Perceiver (Jaegle et al., 2021): trained <c>latents</c> attend to all tokens of all operands, to which <c>marks</c> [M, width] are
/// added that tell whose they are, and then to each other. The result is LayerNorm of their mean: [batch, width].
/// </summary>
public sealed class Perceiver : TokenModule
{
    private readonly Layers.CrossBlock _look;
    private readonly ModuleList<Layers.TransformerBlock> _layers;
    private readonly LayerNorm _norm;
    [ComponentName(Name = "latents")] private readonly Parameter _latents;
    [ComponentName(Name = "marks")] private readonly Parameter _marks;

    /// <param name="widths">Features or channels of each operand.</param>
    /// <param name="width">The common width, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="depth">Blocks in which the latents attend to each other.</param>
    /// <param name="latents">How many vectors gather what the operands tell.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    public Perceiver(long[] widths, long width, long heads, int depth, long latents, double dropout)
        : base(nameof(Perceiver), widths, width)
    {
        register_parameter("latents", _latents = Trained(latents, width));
        register_parameter("marks", _marks = Trained(widths.Length, width));
        register_module("look", _look = new(width, heads, 4 * width, dropout));
        register_module("layers", _layers = Blocks(depth, width, heads, dropout));
        register_module("norm", _norm = nn.LayerNorm(width, eps: 1e-5, elementwise_affine: true, bias: true));
    }

    /// <inheritdoc/>
    protected override Tensor JoinTokens(Tensor[] tokens)
    {
        var latents = _latents.expand(tokens[0].size(0), -1, -1);
        latents = _look.call(latents, cat(Marked(tokens, _marks), 1));           // [batch, latent, width]
        foreach (var layer in _layers) latents = layer.call(latents);
        return _norm.call(latents.mean([1L]));
    }
}
