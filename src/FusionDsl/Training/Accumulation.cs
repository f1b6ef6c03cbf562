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

    /// <param name="batchesPerStep">At least 1.</param>
    /// <param name="parameters">Where the gradients of a batch are, and where those of a step are put.</param>
    public Accumulation(int batchesPerStep, FlatParameters parameters)
    {
        (_batchesPerStep, _parameters) = (batchesPerStep, parameters);
        if (batchesPerStep > 1) Sum = zeros_like(parameters.Gradients).DetachFromDisposeScope();
    }

    /// <summary>Batches since the last step of the optimizer.</summary>
    internal int Batches { get; private set; }

    /// <summary>Their samples.</summary>
    internal long Rows { get; private set; }

    /// <summary>[parameter count], the sum of rows · gradient over them; null with one batch per step.</summary>
    internal Tensor? Sum { get; }

    /// <summary>The gradients of one more batch are there.</summary>
    /// <param name="rows">Its samples; the gradients are those of the mean loss over them.</param>
    /// <returns>Whether it was the last one of a step: the gradients are now those of the whole step.</returns>
    public bool Add(long rows)
    {
        if (Sum is null) return true;
        Rows += rows;
        if (_parameters.HasSpans) AddSpans(Spans.Floats(Sum), _parameters.GradientSpan, rows, isFirst: Batches == 0);
        else AddTensors(rows);
        return ++Batches == _batchesPerStep && Finish();
    }

    /// <summary>No more batches are coming, because the epoch is over.</summary>
    /// <returns>Whether there were any since the last step: the gradients are now those of them.</returns>
    public bool Finish()
    {
        if (Batches == 0) return false;
        if (_parameters.HasSpans) MeanSpans(Spans.Floats(Sum!), _parameters.GradientSpan, Rows);
        else MeanTensors();
        (Batches, Rows) = (0, 0);
        return true;
    }

    /// <summary>Goes on with the batches that waited when a run stopped.</summary>
    internal void Resume(Tensor sum, int batches, long rows)
    {
        using var noGrad = no_grad();
        Sum!.copy_(sum);
        (Batches, Rows) = (batches, rows);
    }

    /// <summary>Frees the sum.</summary>
    public void Dispose() => Sum?.Dispose();

    /// <summary>As <see cref="Add"/>, by tensor operations, which run on any device.</summary>
    internal bool AddByTensors(long rows)
    {
        Rows += rows;
        AddTensors(rows);
        if (++Batches < _batchesPerStep) return false;
        MeanTensors();
        (Batches, Rows) = (0, 0);
        return true;
    }

    private void AddTensors(long rows)
    {
        using var noGrad = no_grad();
        if (Batches == 0) Sum!.copy_(_parameters.Gradients).mul_(rows);
        else Sum!.add_(_parameters.Gradients, alpha: rows);
    }

    private void MeanTensors()
    {
        using var noGrad = no_grad();
        _parameters.Gradients.copy_(Sum!).div_(Rows);
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
