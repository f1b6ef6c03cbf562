using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Σ α_m P_m h_m with α = softmax(W[h_1; …; h_M]): a sum whose weights depend on the sample. W is <c>attention.weight</c>.
/// </summary>
public sealed class AttentionSum : FeatureModule
{
    private readonly Linear _attention;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public AttentionSum(long[] widths, long width) : base(nameof(AttentionSum), widths, width)
    {
        register_module("attention", _attention = nn.Linear(widths.Sum(), widths.Length, hasBias: false));
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var shares = _attention.call(cat(operands, 1)).softmax(1);              // [batch, operand]
        return stack(same, 2).matmul(shares.unsqueeze(2)).squeeze(2);           // [batch, width]
    }
}
