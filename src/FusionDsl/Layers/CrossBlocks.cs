using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Blocks on top of each other that all attend to the same tokens, and a norm: [batch, time, channel] and [batch, others, channel] →
/// [batch, time, channel].
/// </summary>
public sealed class CrossBlocks : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly ModuleList<CrossBlock> _layers;
    private readonly LayerNorm _norm;

    /// <param name="channels">Channels of both inputs, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="layers">Blocks on top of each other.</param>
    /// <param name="hidden">Width between the two dense layers of a block.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    public CrossBlocks(long channels, long heads, int layers, long hidden, double dropout) : base(nameof(CrossBlocks))
    {
        _layers = [];
        for (var i = 0; i < layers; i++) _layers.Add(new CrossBlock(channels, heads, hidden, dropout));
        register_module("layers", _layers);
        register_module("norm", _norm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
    }

    /// <param name="asking">The tokens that ask: [batch, time, channel].</param>
    /// <param name="asked">The tokens that are attended to: [batch, others, channel].</param>
    public override Tensor forward(Tensor asking, Tensor asked)
    {
        var tokens = asking.alias();
        foreach (var layer in _layers)
        {
            using var before = tokens;
            tokens = layer.call(before, asked);
        }
        using var last = tokens;
        return _norm.call(last);
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
