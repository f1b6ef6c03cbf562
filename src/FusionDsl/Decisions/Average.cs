using FusionDsl.Models.Frozen;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>The sum rule: p = (p₁ + … + p_M) / M (Kittler et al., 1998).</summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="classes">How many classes; at least 2.</param>
public sealed class Average(int heads, int classes) : ClassDecision(heads, classes)
{
    private protected override Tensor Merge(Tensor said) => said.logsumexp(0).sub(Math.Log(Heads));

    private protected override DecisionRule FreezeRule()
    {
        var none = Math.Log(Heads);
        return (said, merged) => LogSum.OverHeads(said, merged, _ => -none);
    }
}
