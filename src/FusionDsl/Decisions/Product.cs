using FusionDsl.Models.Frozen;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// The product rule: p ∝ P^−(M−1) · p₁ · … · p_M with the prior P of the classes (Kittler, Hatef, Duin and Matas, 1998). It is the true
/// posterior where every p_m is and where what the heads read is independent given the class; where it is not, it is too sure of itself.
/// Until it is fitted, all classes are equally probable beforehand.
/// </summary>
public sealed class Product : ClassDecision
{
    [ComponentName(Name = "log_prior")] private readonly Tensor _logPrior;

    /// <param name="heads">How many heads; at least 2.</param>
    /// <param name="classes">How many classes; at least 2.</param>
    public Product(int heads, int classes) : base(heads, classes) =>
        _logPrior = Register("log_prior", [.. Enumerable.Repeat(-Math.Log(classes), classes)], classes);

    /// <summary>Learns the prior.</summary>
    /// <param name="priors">
    /// One per head: how probable the classes are among the rows that it learned from, as its loss weighs them. Where heads have weights
    /// of their own, P is the geometric mean.
    /// </param>
    public void Fit(params double[][] priors) =>
        Set(_logPrior, [.. Enumerable.Range(0, Width).Select(i => priors.Average(prior => Math.Log(prior[i])))]);

    private protected override Tensor Merge(Tensor said) => said.sum([0L]).sub(_logPrior.mul(Heads - 1)).log_softmax(1);

    private protected override DecisionRule FreezeRule()
    {
        var logPrior = Read(_logPrior);
        var others = Heads - 1;
        return (said, merged) =>
        {
            for (var i = 0; i < merged.Length; i++)
            {
                var sum = -others * logPrior[i];
                for (var at = i; at < said.Length; at += merged.Length) sum += said[at];
                merged[i] = (float)sum;
            }
            LogSum.Normalize(merged);
        };
    }
}
