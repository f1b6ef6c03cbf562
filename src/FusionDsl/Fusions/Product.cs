using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Product of the operands' numbers at each place, at a common width: ⊙_m P_m h_m.</summary>
public sealed class Product : Pointwise
{
    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public Product(long[] widths, long width) : base(nameof(Product), widths, width) { }

    /// <summary>Product of the operands' numbers at each place of equal shape: ⊙_m h_m.</summary>
    public static Tensor Of(Tensor[] operands) => Fold(operands, static (a, b) => a.mul(b));

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => Of(same);
}
