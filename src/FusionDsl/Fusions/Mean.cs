using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Mean of the operands, at a common width: 1/M Σ_m P_m h_m.</summary>
public sealed class Mean : Pointwise
{
    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Mean(long[] widths, long width) : base(nameof(Mean), widths, width) { }

    /// <summary>Mean of operands of equal shape: 1/M Σ_m h_m.</summary>
    public static Tensor Of(Tensor[] operands)
    {
        using var all = stack(operands, 0);                      // [operand, batch, …]
        return all.mean([0L]);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => Of(same);
}
