using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Experts with a mean and a precision each, multiplied with a standard normal prior (Wu and Goodman, 2018): Λ = I + Σ Λ_m, μ = Λ⁻¹ Σ Λ_m
/// μ_m, with μ_m = A_m h_m + a_m, <c>means.{m}</c>, and diagonal Λ_m = softplus(B_m h_m + b_m), <c>precisions.{m}</c>. The result is μ.
/// </summary>
public sealed class ProductOfExperts : FusionModule
{
    private static readonly Scalar One = 1;
    private readonly ModuleList<Linear> _means, _precisions;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">Numbers of a mean.</param>
    public ProductOfExperts(long[] widths, long width) : base(nameof(ProductOfExperts))
    {
        register_module("means", _means = [.. widths.Select(from => nn.Linear(from, width, hasBias: true))]);
        register_module("precisions", _precisions = [.. widths.Select(from => nn.Linear(from, width, hasBias: true))]);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var means = stack(operands.Select((operand, i) => _means[i].call(operand)), 1);                        // [batch, expert, width]
        var precisions = stack(operands.Select((operand, i) => _precisions[i].call(operand)), 1).softplus(beta: 1, threshold: 20);
        return means.mul(precisions).sum(1).div(precisions.sum(1).add(One));                                   // [batch, width]
    }
}
