using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Keeps gradients from becoming too large: all of them together by their norm (Pascanu et al., 2013), which keeps their direction, or each by
/// itself. As <c>clip_grad_norm_</c> and <c>clip_grad_value_</c> of torch.nn.utils, in one pass over the flat gradients.
/// </summary>
/// <param name="options">Of the run: with neither a norm nor a value nothing happens.</param>
/// <param name="parameters">Whose gradients.</param>
public sealed class GradientClip(TrainingOptions options, FlatParameters parameters)
{
    // So that a gradient of 0 is not divided by; the same number as torch has.
    private const double Tiny = 1e-6;

    /// <summary>Makes the gradients smaller where they are too large. To be called between the gradients and the step.</summary>
    public void Apply()
    {
        if (options.ClipNorm is { } norm) ClipNorm(norm, parameters.HasSpans);
        if (options.ClipValue is { } value) ClipValue(value);
    }

    /// <summary>The same by tensor operations, which run on any device without waiting for it.</summary>
    internal void ApplyByTensors()
    {
        if (options.ClipNorm is { } norm) ClipNorm(norm, hasSpans: false);
        if (options.ClipValue is { } value) ClipValue(value);
    }

    // What does not move has no part in the length of the step.
    private void ClipNorm(double most, bool hasSpans)
    {
        using var noGrad = no_grad();
        if (hasSpans)
        {
            var sum = 0.0;
            foreach (var range in parameters.Moving) sum += SumOfSquares(Of(range));
            var factor = most / (Math.Sqrt(sum) + Tiny);
            // NaN is not smaller and stays: it is for the loss to tell.
            if (!(factor < 1)) return;
            foreach (var range in parameters.Moving) Scale(Of(range), (float)factor);
            return;
        }
        using var factors = Norm();
        factors.add_(Tiny).reciprocal_().mul_(most).clamp_max_(1);
        parameters.Gradients.mul_(factors);
    }

    private Span<float> Of(ParameterRange range) => parameters.GradientSpan.Slice((int)range.Start, (int)range.Count);

    private Tensor Norm()
    {
        if (parameters.IsUniform) return parameters.Gradients.norm();
        using var scope = NewDisposeScope();
        var norms = parameters.Ranges.Select(range => parameters.Gradients.narrow(0, range.Start, range.Count).norm()).ToList();
        return (norms.Count == 0 ? zeros(1, device: parameters.Device) : stack(norms).norm()).MoveToOuterDisposeScope();
    }

    private void ClipValue(double most)
    {
        using var noGrad = no_grad();
        parameters.Gradients.clamp_(-most, most);
    }

    // A float has too few digits for the sum of many small squares, and too little range for that of large ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(Span<float> numbers)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        var (sumLow, sumHigh) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out var low, out var high);
            sumLow += low * low;
            sumHigh += high * high;
        }
        var sum = Vector.Sum(sumLow + sumHigh);
        for (var i = vectors.Length * Vector<float>.Count; i < numbers.Length; i++) sum += (double)numbers[i] * numbers[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(Span<float> numbers, float factor)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        for (var i = 0; i < vectors.Length; i++) vectors[i] *= factor;
        for (var i = vectors.Length * Vector<float>.Count; i < numbers.Length; i++) numbers[i] *= factor;
    }
}
