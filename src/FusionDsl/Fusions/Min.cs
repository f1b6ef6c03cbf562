using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Least of the operands' numbers at each place, at a common width: min_m P_m h_m.</summary>
public sealed class Min : Pointwise
{
    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Min(long[] widths, long width) : base(nameof(Min), widths, width) { }

    /// <summary>Least of the operands' numbers at each place of equal shape: min_m h_m.</summary>
    public static Tensor Of(Tensor[] operands) => Fold(operands, static (a, b) => a.minimum(b));

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => Of(same);
}
