using System.Numerics.Tensors;

namespace FusionDsl.Numerics;

/// <summary>Probabilities from scores.</summary>
internal static class Softmax
{
    /// <summary>probabilities = exp(scores − max) / Σ; both may be the same memory. NaN stays NaN.</summary>
    /// <returns>log Σ exp(scores), in nats.</returns>
    public static float Of(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        var most = TensorPrimitives.Max(scores);
        TensorPrimitives.Subtract(scores, most, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        var sum = TensorPrimitives.Sum<float>(probabilities);
        TensorPrimitives.Divide(probabilities, sum, probabilities);
        return most + MathF.Log(sum);
    }
}
