using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Σ_r ⊙_m F_m^(r) [1; h_m] (Liu et al., 2018). F_m is <c>factors.{m}</c>: its weight has width rows per r, and its bias is what F_m does
/// with the 1.
/// </summary>
public sealed class LowRankFusion : FusionModule
{
    private readonly long _rank, _width;
    private readonly ModuleList<Linear> _factors;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">Features of the result.</param>
    /// <param name="rank">Number of summands.</param>
    public LowRankFusion(long[] widths, long width, long rank) : base(nameof(LowRankFusion))
    {
        (_rank, _width) = (rank, width);
        register_module("factors", _factors = [.. widths.Select(from => nn.Linear(from, rank * width, hasBias: true))]);
        // For operands of variance 1 the result has variance 1, however many factors are multiplied and summands added.
        using var noGrad = no_grad();
        foreach (var (factor, from) in _factors.Zip(widths))
        {
            var bound = Math.Sqrt(3.0 / (from + 1)) * Math.Pow(rank, -0.5 / widths.Length);
            nn.init.uniform_(factor.weight, -bound, bound);
            nn.init.uniform_(factor.bias!, -bound, bound);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var products = operands.Select((operand, i) => _factors[i].call(operand)).Aggregate((a, b) => a.mul(b));  // [batch, rank · width]
        return products.view(-1, _rank, _width).sum(1);
    }
}
