using FusionDsl.Models.Frozen;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// Stacked generalization (Wolpert, 1992): a softmax regression on the probabilities of all heads, p = softmax(W [log p₁; …; log p_M] +
/// b). On the logarithmic scale the product rule and every weighting of it are among what it can learn.
/// </summary>
/// <remarks>
/// It is fitted to <c>mean −ln p(truth) + ½ λ ‖W − W₀‖²</c>, where W₀ is the geometric mean of the heads, which it is until it is fitted:
/// convex, so that there is one best W and no seed, step size or number of epochs. Probabilities below <see cref="Least"/> count as that.
/// </remarks>
public sealed class Stacking : ClassDecision
{
    /// <summary>Smaller probabilities count as this: one head that is wrong and very sure of it must not outweigh all others.</summary>
    public const double Least = 1e-6;

    private readonly double _l2;
    [ComponentName(Name = "weight")] private readonly Tensor _weight;
    [ComponentName(Name = "bias")] private readonly Tensor _bias;

    /// <param name="heads">How many heads; at least 2.</param>
    /// <param name="classes">How many classes; at least 2.</param>
    /// <param name="l2">λ; 0 or more.</param>
    public Stacking(int heads, int classes, double l2) : base(heads, classes)
    {
        _l2 = l2;
        _weight = Register("weight", GeometricMean(heads, classes), classes, heads * classes);
        _bias = Register("bias", new double[classes], classes);
    }

    /// <summary>Fits the regression.</summary>
    /// <param name="opinions">What copies of the heads say about training rows that were held out from them.</param>
    public void Fit(Opinions opinions)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var features = Features(opinions.LogProbabilities());
        var (weight, bias) = SoftmaxRegression.Fit(features, opinions.Truth(), GeometricMean(Heads, Width), Width, _l2);
        Set(_weight, weight);
        Set(_bias, bias);
    }

    private protected override Tensor Merge(Tensor said) => nn.functional.linear(Features(said), _weight, _bias).log_softmax(1);

    // [heads, batch, classes] → [batch, heads · classes]
    private static Tensor Features(Tensor said) => said.clamp_min(Math.Log(Least)).transpose(0, 1).flatten(1);

    private protected override DecisionRule FreezeRule()
    {
        float[] weight = [.. Read(_weight).Select(value => (float)value)], bias = [.. Read(_bias).Select(value => (float)value)];
        var least = (float)Math.Log(Least);
        return (said, merged) =>
        {
            for (var i = 0; i < merged.Length; i++)
            {
                var sum = (double)bias[i];
                var row = weight.AsSpan(i * said.Length, said.Length);
                for (var j = 0; j < said.Length; j++) sum += row[j] * MathF.Max(said[j], least);
                merged[i] = (float)sum;
            }
            LogSum.Normalize(merged);
        };
    }

    // Every head counts 1/M for its own class: [classes, heads · classes].
    private static double[] GeometricMean(int heads, int classes)
    {
        var weight = new double[classes * heads * classes];
        for (var i = 0; i < classes; i++)
            for (var head = 0; head < heads; head++) weight[(i * heads + head) * classes + i] = 1.0 / heads;
        return weight;
    }
}
