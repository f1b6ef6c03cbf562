using System.Numerics.Tensors;

namespace FusionDsl.Models.Frozen;

/// <summary>Merges what heads say about one sample.</summary>
/// <param name="said">[heads, width]: logarithms of probabilities, or numbers.</param>
/// <param name="merged">[width]; is overwritten.</param>
internal delegate void DecisionRule(ReadOnlySpan<float> said, Span<float> merged);

/// <summary>A decision over the heads of a predictor, with what it had learned when it was frozen.</summary>
public sealed class FrozenDecision
{
    private const int MostOnStack = 1024;

    private readonly int _heads, _width;
    private readonly bool _isOfClasses;
    private readonly DecisionRule _rule;

    internal FrozenDecision(int heads, int width, bool isOfClasses, DecisionRule rule) =>
        (_heads, _width, _isOfClasses, _rule) = (heads, width, isOfClasses, rule);

    /// <summary>Merges some samples.</summary>
    /// <param name="said">[samples, heads · width]: logits or numbers, one head after the other.</param>
    /// <param name="merged">[samples, width]: logarithms of probabilities, or numbers; is overwritten.</param>
    public void Apply(ReadOnlySpan<float> said, Span<float> merged)
    {
        var all = _heads * _width;
        var logs = all <= MostOnStack ? stackalloc float[all] : new float[all];
        for (var (from, to) = (0, 0); to < merged.Length; from += all, to += _width)
        {
            said.Slice(from, all).CopyTo(logs);
            for (var head = 0; head < _heads && _isOfClasses; head++) Normalize(logs.Slice(head * _width, _width));
            _rule(logs, merged.Slice(to, _width));
        }
    }

    // From logits to logarithms of probabilities.
    private static void Normalize(Span<float> logits)
    {
        var most = TensorPrimitives.Max<float>(logits);
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp(logit - most);
        TensorPrimitives.Subtract(logits, (float)(most + Math.Log(sum)), logits);
    }
}
