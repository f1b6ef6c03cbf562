using System.Numerics.Tensors;

namespace FusionDsl.Models.Frozen;

/// <summary>y = x · scale + shift, number by number: what a BatchNorm or a standardization is in prediction.</summary>
public sealed class FrozenScale
{
    private readonly float[] _scale, _shift;
    private readonly bool _relu;

    internal FrozenScale(double[] scale, double[] shift, bool relu)
    {
        (Scale, Shift, _relu) = (scale, shift, relu);
        (_scale, _shift) = ([.. scale.Select(value => (float)value)], [.. shift.Select(value => (float)value)]);
    }

    /// <summary>One factor per number of a sample.</summary>
    internal double[] Scale { get; }

    /// <summary>One summand per number of a sample.</summary>
    internal double[] Shift { get; }

    /// <summary>Applies it to some samples.</summary>
    /// <param name="x">[samples, width]</param>
    /// <param name="y">[samples, width]; is overwritten.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var start = 0; start < y.Length; start += _scale.Length)
            TensorPrimitives.MultiplyAdd(x.Slice(start, _scale.Length), _scale, _shift, y.Slice(start, _scale.Length));
        if (_relu) TensorPrimitives.Max(y, 0f, y);
    }
}
