using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// [e_1·e_2; e_1 ⊙ e_2; |e_1 − e_2|; e_1ᵀ W e_2] with e_m = P_m h_m: 2 · width + 2 features. W is <c>metric.weight</c>.
/// </summary>
public sealed class Comparator : FeatureModule
{
    private readonly Linear _metric;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Comparator(long[] widths, long width) : base(nameof(Comparator), widths, width)
    {
        register_module("metric", _metric = nn.Linear(width, width, hasBias: false));
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var (first, second) = (same[0], same[1]);
        var products = first.mul(second);
        var likeness = first.mul(_metric.call(second)).sum(1, keepdim: true);                                  // [batch, 1]
        return cat([products.sum(1, keepdim: true), products, first.sub(second).abs(), likeness], 1);
    }
}
