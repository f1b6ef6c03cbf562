using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Sum of the operands, at a common width: Σ_m P_m h_m.</summary>
public sealed class Sum : Pointwise
{
    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Sum(long[] widths, long width) : base(nameof(Sum), widths, width) { }

    /// <summary>Sum of the operands of equal shape: Σ_m h_m.</summary>
    public static Tensor Of(Tensor[] operands) => Fold(operands, static (a, b) => a.add(b));

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => Of(same);
}
