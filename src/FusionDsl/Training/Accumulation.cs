using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Gradients of several batches for one step of the optimizer: their mean, each weighed by its rows, is the gradient of one batch made of them
/// all. With one batch per step it does nothing. (A BatchNorm still sees the statistics of each batch alone.)
/// </summary>
public sealed class Accumulation : IDisposable
{
    private readonly int _batchesPerStep;
    private readonly FlatParameters _parameters;
    private readonly Tensor? _sum;      // [parameter count]: of rows · gradient; null with one batch per step
    private int _batches;
    private long _rows;

    /// <param name="batchesPerStep">At least 1.</param>
    /// <param name="parameters">Where the gradients of a batch are, and where those of a step are put.</param>
    public Accumulation(int batchesPerStep, FlatParameters parameters)
    {
        (_batchesPerStep, _parameters) = (batchesPerStep, parameters);
        if (batchesPerStep > 1) _sum = zeros_like(parameters.Gradients).DetachFromDisposeScope();
    }

    /// <summary>Whether there are gradients that no step was made with yet.</summary>
    public bool IsPending => _batches > 0;

    /// <summary>The gradients of one more batch are there.</summary>
    /// <param name="rows">Its samples; the gradients are those of the mean loss over them.</param>
    /// <returns>Whether it was the last one of a step: the gradients are now those of the whole step.</returns>
    public bool Add(long rows)
    {
        if (_sum is null) return true;
        _rows += rows;
        if (_parameters.HasSpans) AddSpans(Spans.Floats(_sum), _parameters.GradientSpan, rows, isFirst: _batches == 0);
        else AddTensors(rows);
        return ++_batches == _batchesPerStep && Finish();
    }

    /// <summary>No more batches are coming, because the epoch is over.</summary>
    /// <returns>Whether there were any since the last step: the gradients are now those of them.</returns>
    public bool Finish()
    {
        if (_batches == 0) return false;
        if (_parameters.HasSpans) MeanSpans(Spans.Floats(_sum!), _parameters.GradientSpan, _rows);
        else MeanTensors();
        (_batches, _rows) = (0, 0);
        return true;
    }

    /// <summary>Frees the sum.</summary>
    public void Dispose() => _sum?.Dispose();

    /// <summary>As <see cref="Add"/>, by tensor operations, which run on any device.</summary>
    internal bool AddByTensors(long rows)
    {
        _rows += rows;
        AddTensors(rows);
        if (++_batches < _batchesPerStep) return false;
        MeanTensors();
        (_batches, _rows) = (0, 0);
        return true;
    }

    private void AddTensors(long rows)
    {
        using var noGrad = no_grad();
        if (_batches == 0) _sum!.copy_(_parameters.Gradients).mul_(rows);
        else _sum!.add_(_parameters.Gradients, alpha: rows);
    }

    private void MeanTensors()
    {
        using var noGrad = no_grad();
        _parameters.Gradients.copy_(_sum!).div_(_rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSpans(Span<float> sums, Span<float> gradients, float rows, bool isFirst)
    {
        // What an earlier step left behind counts no more.
        if (isFirst) sums.Clear();
        var sum = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        for (var i = 0; i < sum.Length; i++) sum[i] += gradient[i] * rows;
        for (var i = sum.Length * Vector<float>.Count; i < sums.Length; i++) sums[i] += gradients[i] * rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MeanSpans(Span<float> sums, Span<float> gradients, float rows)
    {
        var sum = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var divisor = new Vector<float>(rows);
        for (var i = 0; i < sum.Length; i++) gradient[i] = sum[i] / divisor;
        for (var i = sum.Length * Vector<float>.Count; i < sums.Length; i++) gradients[i] = sums[i] / rows;
    }
}
