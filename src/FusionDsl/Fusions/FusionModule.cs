using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>An operator that has weights: the tensors of its operands, each [batch, …], become one. No sample sees another one.</summary>
/// <param name="name">Name of the operator.</param>
public abstract class FusionModule(string name) : nn.Module<Tensor[], Tensor>(name)
{
    /// <inheritdoc/>
    public sealed override Tensor forward(Tensor[] operands)
    {
        using var scope = NewDisposeScope();
        return Join(operands).MoveToOuterDisposeScope();
    }

    /// <summary>The formula. What it makes on the way is freed by the caller.</summary>
    /// <param name="operands">What is joined; a result must be none of them.</param>
    protected abstract Tensor Join(Tensor[] operands);

    /// <summary>The constructors register everything.</summary>
    protected sealed override void RegisterComponents() { }
}
