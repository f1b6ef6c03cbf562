using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Tensor fusion (Zadeh et al., 2017): all products of numbers of different operands, and the numbers themselves.</summary>
public static class TensorFusion
{
    /// <summary>vec(⊗_m [1; h_m]): [batch, n_m] each → [batch, Π(n_m + 1)]; the last operand's numbers run fastest.</summary>
    public static Tensor Of(Tensor[] operands)
    {
        using var scope = NewDisposeScope();
        return operands.Select(WithOne).Aggregate((a, b) => a.unsqueeze(2).mul(b.unsqueeze(1)).flatten(1)).MoveToOuterDisposeScope();
    }

    private static Tensor WithOne(Tensor operand) => nn.functional.pad(operand, [1, 0], PaddingModes.Constant, 1);
}
