using FusionDsl.Numerics;

namespace FusionDsl.Models.Frozen;

/// <summary>Probabilities from scores, over the features of each sample.</summary>
/// <param name="width">Features.</param>
public readonly struct FrozenSoftmax(int width)
{
    /// <summary>Applies it to some samples.</summary>
    /// <param name="x">[samples, width]</param>
    /// <param name="y">[samples, width]; is overwritten.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var start = 0; start < y.Length; start += width) Softmax.Of(x.Slice(start, width), y.Slice(start, width));
    }
}
