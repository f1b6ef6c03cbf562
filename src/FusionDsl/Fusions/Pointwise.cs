using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>An operator that works number by number on operands that it brings to one width: [batch, widths[m]] → [batch, width].</summary>
public abstract class Pointwise : FeatureModule
{
    private protected Pointwise(string name, long[] widths, long width) : base(name, widths, width) { }

    // One after the other.
    private protected static Tensor Fold(Tensor[] operands, Func<Tensor, Tensor, Tensor> join)
    {
        using var scope = NewDisposeScope();
        return operands.Skip(1).Aggregate(operands[0], join).MoveToOuterDisposeScope();
    }
}
