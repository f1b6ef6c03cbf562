using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

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

    /// <summary>The same for every row of a matrix, with one call for all exponentials.</summary>
    /// <param name="scores">[rows, classes]</param>
    /// <param name="probabilities">[rows, classes]; may be the same memory.</param>
    /// <param name="logSums">[rows], filled with log Σ exp(scores), in nats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void OfRows(Matrix scores, Matrix probabilities, Span<float> logSums)
    {
        if (probabilities.Stride != probabilities.Columns)
        {
            for (var row = 0; row < scores.Rows; row++) logSums[row] = Of(scores.Row(row), probabilities.Row(row));
            return;
        }
        for (var row = 0; row < scores.Rows; row++)
        {
            float* from = scores.Pointer + (nint)row * scores.Stride, to = probabilities.Pointer + (nint)row * probabilities.Stride;
            var most = from[0];
            for (var i = 1; i < scores.Columns; i++) most = MathF.Max(most, from[i]);
            for (var i = 0; i < scores.Columns; i++) to[i] = from[i] - most;
            logSums[row] = most;
        }
        var all = new Span<float>(probabilities.Pointer, scores.Rows * scores.Columns);
        TensorPrimitives.Exp(all, all);
        for (var row = 0; row < scores.Rows; row++)
        {
            var to = probabilities.Pointer + (nint)row * probabilities.Stride;
            var sum = 0f;
            for (var i = 0; i < scores.Columns; i++) sum += to[i];
            var scale = 1 / sum;
            for (var i = 0; i < scores.Columns; i++) to[i] *= scale;
            logSums[row] += MathF.Log(sum);
        }
    }
}
