using FusionDsl.Models.Frozen;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>The max rule: p ∝ max_m p_m, so that for each class the head speaks that is surest of it (Kittler et al., 1998).</summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="classes">How many classes; at least 2.</param>
public sealed class Max(int heads, int classes) : ClassDecision(heads, classes)
{
    private protected override Tensor Merge(Tensor said) => said.amax(0).log_softmax(1);

    private protected override DecisionRule FreezeRule() => (said, merged) =>
    {
        said[..merged.Length].CopyTo(merged);
        for (var at = merged.Length; at < said.Length; at++)
            merged[at % merged.Length] = MathF.Max(merged[at % merged.Length], said[at]);
        LogSum.Normalize(merged);
    };
}
