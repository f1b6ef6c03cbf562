using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>Evidence for classes, combined by Dempster's rule as in trusted multi-view classification (Han et al., 2021).</summary>
/// <remarks>
/// With e = b·S and u = K/S the rule b = (b¹b² + b¹u² + b²u¹)/(1 − C), u = u¹u²/(1 − C) is e = e¹ + e² + e¹e²/K: the same numbers,
/// without a division by what conflict leaves, which may be next to nothing.
/// </remarks>
public static class Evidential
{
    /// <summary>
    /// log α of the combined opinion, α = e + 1, where each operand gives the evidence e = ReLU(h): [batch, class] each → [batch, class].
    /// </summary>
    public static Tensor Of(Tensor[] operands)
    {
        using var scope = NewDisposeScope();
        using Scalar perClass = 1.0 / operands[0].size(1);
        var evidence = operands.Select(operand => operand.relu()).Aggregate((a, b) => a.add(b).addcmul(a, b, perClass));
        return evidence.log1p().MoveToOuterDisposeScope();
    }
}
