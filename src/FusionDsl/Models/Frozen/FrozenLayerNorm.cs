using System.Numerics.Tensors;

namespace FusionDsl.Models.Frozen;

/// <summary>Normalises each sample over its features, scales and shifts it (Ba et al., 2016).</summary>
public sealed class FrozenLayerNorm
{
    private readonly float[] _scale, _shift;
    private readonly float _epsilon;

    internal FrozenLayerNorm(float[] scale, float[] shift, float epsilon) => (_scale, _shift, _epsilon) = (scale, shift, epsilon);

    /// <summary>Applies it to some samples.</summary>
    /// <param name="x">[samples, width]</param>
    /// <param name="y">[samples, width]; is overwritten.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        var width = _scale.Length;
        for (var start = 0; start < y.Length; start += width)
        {
            var from = x.Slice(start, width);
            var to = y.Slice(start, width);
            TensorPrimitives.Subtract(from, TensorPrimitives.Average(from), to);
            TensorPrimitives.Multiply(to, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(to) / width + _epsilon), to);
            TensorPrimitives.MultiplyAdd(to, _scale, _shift, to);
        }
    }
}
