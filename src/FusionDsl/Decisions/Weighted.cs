using FusionDsl.Models.Frozen;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// A linear pool: p = Σ w_m p_m with w ≥ 0 and Σ w = 1. The weights are those with the lowest negative log-likelihood of the validation
/// rows, found as the proportions of a mixture (stacking by the logarithmic score: Yao, Vehtari, Simpson and Gelman, 2018). Until it is
/// fitted, all heads weigh the same.
/// </summary>
public sealed class Weighted : ClassDecision
{
    [ComponentName(Name = "weights")] private readonly Tensor _weights;

    /// <param name="heads">How many heads; at least 2.</param>
    /// <param name="classes">How many classes; at least 2.</param>
    public Weighted(int heads, int classes) : base(heads, classes) =>
        _weights = Register("weights", [.. Enumerable.Repeat(1.0 / heads, heads)], heads);

    /// <summary>How much each head counts, 0 to 1 with the sum 1, in the order of the heads.</summary>
    public IReadOnlyList<double> HeadWeights => Read(_weights);

    /// <summary>Fits the weights.</summary>
    /// <param name="opinions">What the heads say about rows that they have not learned: the validation rows.</param>
    public void Fit(Opinions opinions) => Set(_weights, MixtureProportions.Of(opinions.LogLikelihoods()));

    private protected override Tensor Merge(Tensor said)
    {
        var weights = _weights.log().view(-1, 1, 1);
        return said.add(weights).logsumexp(0);
    }

    private protected override DecisionRule FreezeRule()
    {
        double[] weights = Array.ConvertAll(Read(_weights), Math.Log);
        return (said, merged) => LogSum.OverHeads(said, merged, head => weights[head]);
    }
}
