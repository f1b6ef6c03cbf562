using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Greatest of the operands' numbers at each place, at a common width: max_m P_m h_m.</summary>
public sealed class Max : Pointwise
{
    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Max(long[] widths, long width) : base(nameof(Max), widths, width) { }

    /// <summary>Greatest of the operands' numbers at each place of equal shape: max_m h_m.</summary>
    public static Tensor Of(Tensor[] operands) => Fold(operands, static (a, b) => a.maximum(b));

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => Of(same);
}
