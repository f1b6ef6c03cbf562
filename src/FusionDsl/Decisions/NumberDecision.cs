using FusionDsl.Models.Frozen;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>Merges the numbers of regressions: y = Σ w_m y_m.</summary>
public abstract class NumberDecision : Decision
{
    private protected NumberDecision(int heads, int targets) : base(heads, targets) { }

    /// <summary>Merges a batch.</summary>
    /// <param name="predictions">Of every head: [batch, targets].</param>
    /// <returns>[batch, targets]</returns>
    public sealed override Tensor forward(Tensor[] predictions)
    {
        using var scope = NewDisposeScope();
        return Merge(stack(predictions)).MoveToOuterDisposeScope();   // of [heads, batch, targets]
    }

    /// <inheritdoc/>
    public sealed override FrozenDecision Freeze()
    {
        var weights = CurrentWeights();
        return new(Heads, Width, isOfClasses: false, (said, merged) =>
        {
            for (var i = 0; i < merged.Length; i++)
            {
                var sum = 0.0;
                for (var (head, at) = (0, i); at < said.Length; head++, at += merged.Length) sum += weights[head] * said[at];
                merged[i] = (float)sum;
            }
        });
    }

    private protected abstract Tensor Merge(Tensor said);

    private protected abstract double[] CurrentWeights();
}

/// <summary>The mean of the predictions: y = (y₁ + … + y_M) / M.</summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="targets">How many numbers; at least 1.</param>
public sealed class AverageOfNumbers(int heads, int targets) : NumberDecision(heads, targets)
{
    private protected override Tensor Merge(Tensor said) => said.mean([0L]);

    private protected override double[] CurrentWeights() => [.. Enumerable.Repeat(1.0 / Heads, Heads)];
}

/// <summary>
/// A weighted mean with w ≥ 0 and Σ w = 1: the weights with the smallest squared error over the validation rows (stacked regressions:
/// Breiman, 1996). Until it is fitted, all heads weigh the same.
/// </summary>
public sealed class WeightedNumbers : NumberDecision
{
    [ComponentName(Name = "weights")] private readonly Tensor _weights;

    /// <param name="heads">How many heads; at least 2.</param>
    /// <param name="targets">How many numbers; at least 1.</param>
    public WeightedNumbers(int heads, int targets) : base(heads, targets) =>
        _weights = Register("weights", [.. Enumerable.Repeat(1.0 / heads, heads)], heads);

    /// <summary>How much each head counts, 0 to 1 with the sum 1, in the order of the heads.</summary>
    public IReadOnlyList<double> HeadWeights => Read(_weights);

    /// <summary>Fits the weights.</summary>
    /// <param name="opinions">What the heads say about rows that they have not learned: the validation rows.</param>
    public void Fit(Opinions opinions) => Set(_weights, LeastSquaresWeights.Of(opinions.Errors()));

    private protected override Tensor Merge(Tensor said) => said.mul(_weights.view(-1, 1, 1)).sum([0L]);

    private protected override double[] CurrentWeights() => Read(_weights);
}
