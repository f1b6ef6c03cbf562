using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Multimodal transformer (Tsai et al., 2019): for each ordered pair, <c>pairs.{i}.{j}</c>, cross-modal blocks from the tokens of j to
/// those of i; what i has learned of the others stands side by side and goes through self-attention, <c>branches.{i}</c>; the means over
/// time are the result: [batch, M · (M − 1) · width].
/// </summary>
public sealed class MulT : TokenModule
{
    private readonly ModuleList<ModuleList<Layers.CrossBlocks>> _pairs;
    private readonly ModuleList<Layers.TransformerBlocks> _branches;

    /// <param name="widths">Channels of each operand.</param>
    /// <param name="width">The common width, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="depth">Blocks on top of each other, of both kinds.</param>
    /// <param name="dropout">In every block, 0 to 1.</param>
    public MulT(long[] widths, long width, long heads, int depth, double dropout) : base(nameof(MulT), widths, width)
    {
        var joined = (widths.Length - 1) * width;
        ModuleList<Layers.CrossBlocks> Others() =>
            [.. widths.Skip(1).Select(_ => new Layers.CrossBlocks(width, heads, depth, 4 * width, dropout))];
        register_module("pairs", _pairs = [.. widths.Select(_ => Others())]);
        register_module("branches", _branches =
            [.. widths.Select(_ => new Layers.TransformerBlocks(joined, heads, depth, 4 * joined, dropout))]);
    }

    /// <inheritdoc/>
    protected override Tensor JoinTokens(Tensor[] tokens) => cat([.. tokens.Select((own, i) =>
    {
        var others = tokens.Where((_, j) => j != i);
        var learned = cat([.. others.Select((other, j) => _pairs[i][j].call(own, other))], 2);  // [batch, time, (M − 1) · width]
        return _branches[i].call(learned.transpose(1, 2)).mean([2L]);
    })], 1);
}
