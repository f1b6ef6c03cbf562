using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// The encoder of a transformer (Vaswani et al., 2017): [batch, channel, time] → [batch, channel, time]. No sample sees another one.
/// It does not know the order of time by itself; a <see cref="PositionalEncoding"/> in front of it tells.
/// </summary>
/// <remarks>
/// Parameters are named as in PyTorch's TransformerEncoder: <c>layers.0.self_attn.in_proj_weight</c>, …, and <c>norm.weight</c> with
/// pre-norm.
/// </remarks>
public sealed class TransformerBlocks : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<TransformerBlock> _layers;
    private readonly LayerNorm? _norm;

    /// <param name="channels">Channels of the input, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="layers">Blocks on top of each other.</param>
    /// <param name="hidden">Width between the two dense layers of a block.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    /// <param name="activation">Between the two dense layers of a block.</param>
    /// <param name="preNorm">Normalizes in front of each part of a block, and once more at the end; else behind each part.</param>
    public TransformerBlocks(
        long channels, long heads, int layers, long hidden, double dropout = 0.1,
        Activation activation = Activation.Gelu, bool preNorm = true)
        : base(nameof(TransformerBlocks))
    {
        _layers = [];
        for (var i = 0; i < layers; i++) _layers.Add(new TransformerBlock(channels, heads, hidden, dropout, activation, preNorm));
        register_module("layers", _layers);
        if (preNorm) register_module("norm", _norm = nn.LayerNorm(channels, eps: 1e-5, elementwise_affine: true, bias: true));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var steps = input.transpose(1, 2);                       // [batch, time, channel]
        foreach (var layer in _layers)
        {
            using var before = steps;
            steps = layer.call(before);
        }
        using var last = steps;
        using var normalized = _norm?.call(last);
        return (normalized ?? last).transpose(1, 2);             // [batch, channel, time]
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }
}
