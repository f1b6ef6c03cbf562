using System.Numerics.Tensors;
using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>
/// Normalises each feature over the batch, scales and shifts it (Ioffe and Szegedy, 2015), takes max(0, ·) where a ReLU follows, and keeps the
/// running statistics that prediction uses.
/// </summary>
public sealed unsafe class BatchNormStep : StaticLayer
{
    private readonly Weight _scale, _shift;
    private readonly Matrix _runningMean, _runningVariance;   // [1, width]
    private readonly long* _batches;
    private readonly float _momentum, _epsilon;
    private readonly bool _relu;
    private readonly float[] _mean, _inverse, _sum, _product, _row;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="name">The layer's name in the state_dict.</param>
    /// <param name="input">[batch, width]</param>
    /// <param name="momentum">Weight of this batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    /// <param name="into">Where the output goes; null: memory of its own.</param>
    public BatchNormStep(StaticMemory memory, string name, Signal input, double momentum, double epsilon, bool relu = false, Signal? into = null)
        : base(memory, input, into ?? memory.Signal(input.Width))
    {
        var width = input.Width;
        (_scale, _shift) = (memory.Weight(name + ".weight", 1, width), memory.Weight(name + ".bias", 1, width));
        _runningMean = new((float*)memory.Buffer(name + ".running_mean"), 1, width);
        _runningVariance = new((float*)memory.Buffer(name + ".running_var"), 1, width);
        _batches = (long*)memory.Buffer(name + ".num_batches_tracked");
        (_momentum, _epsilon, _relu) = ((float)momentum, (float)epsilon, relu);
        (_mean, _inverse, _sum, _product, _row) = (new float[width], new float[width], new float[width], new float[width], new float[width]);
    }

    /// <summary>Whether it normalises by the running statistics and leaves them as they are, as in evaluation.</summary>
    public bool IsFrozen { get; set; }

    /// <inheritdoc/>
    public override void Forward()
    {
        if (IsFrozen)
        {
            ForwardFrozen();
            return;
        }
        var (x, y, rows) = (Input.Value, Output.Value, Memory.Rows);
        fixed (float* mean = _mean) DenseKernels.SumRows(x, mean);
        TensorPrimitives.Divide(_mean, rows, _mean);

        // The variance from what is left without the mean: squares of large numbers would cancel.
        Array.Clear(_sum);
        for (var row = 0; row < rows; row++)
        {
            var centred = y.Row(row);
            TensorPrimitives.Subtract(x.Row(row), _mean, centred);
            TensorPrimitives.MultiplyAdd(centred, centred, _sum, _sum);
        }
        TensorPrimitives.Divide(_sum, rows, _row);
        TensorPrimitives.Add(_row, _epsilon, _inverse);
        TensorPrimitives.ReciprocalSqrt(_inverse, _inverse);
        TensorPrimitives.Multiply(_inverse, _scale.Value.Row(0), _row);
        for (var row = 0; row < rows; row++)
        {
            var output = y.Row(row);
            TensorPrimitives.MultiplyAdd(output, _row, _shift.Value.Row(0), output);
            if (_relu) TensorPrimitives.Max(output, 0f, output);
        }
        Remember(rows);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        var (x, delta, rows) = (Input.Value, Output.Gradient, Memory.Rows);
        if (_relu) DenseKernels.ReluBackward(delta, Output.Value, sums: null);
        if (IsFrozen)
        {
            BackwardFrozen();
            return;
        }
        Array.Clear(_sum);
        Array.Clear(_product);
        for (var row = 0; row < rows; row++)
        {
            var gradient = delta.Row(row);
            TensorPrimitives.Add(_sum, gradient, _sum);
            Normalize(x.Row(row));
            TensorPrimitives.MultiplyAdd(gradient, _row, _product, _product);
        }
        _sum.CopyTo(_shift.Gradient.Row(0));
        _product.CopyTo(_scale.Gradient.Row(0));
        if (!Input.HasGradient) return;

        // dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy·x̂))
        TensorPrimitives.Divide(_sum, rows, _sum);
        TensorPrimitives.Divide(_product, rows, _product);
        var adds = Adds;
        for (var row = 0; row < rows; row++)
        {
            Normalize(x.Row(row));
            TensorPrimitives.Multiply(_row, _product, _row);
            TensorPrimitives.Add(_row, _sum, _row);
            TensorPrimitives.Subtract(delta.Row(row), _row, _row);
            TensorPrimitives.Multiply(_row, _inverse, _row);
            var gradient = Input.Gradient.Row(row);
            if (adds) TensorPrimitives.MultiplyAdd(_row, _scale.Value.Row(0), gradient, gradient);
            else TensorPrimitives.Multiply(_row, _scale.Value.Row(0), gradient);
        }
    }

    private void ForwardFrozen()
    {
        _runningMean.Row(0).CopyTo(_mean);
        TensorPrimitives.Add(_runningVariance.Row(0), _epsilon, _inverse);
        TensorPrimitives.ReciprocalSqrt(_inverse, _inverse);
        var (x, y, scale, shift) = (Input.Value, Output.Value, _scale.Value, _shift.Value);
        for (var row = 0; row < Memory.Rows; row++)
        {
            Normalize(x.Row(row));
            TensorPrimitives.MultiplyAdd(_row, scale.Row(0), shift.Row(0), y.Row(row));
            if (_relu) TensorPrimitives.Max(y.Row(row), 0f, y.Row(row));
        }
    }

    // Scale and shift are frozen too, so nobody asks for their gradients.
    private void BackwardFrozen()
    {
        if (!Input.HasGradient) return;
        var adds = Adds;
        for (var row = 0; row < Memory.Rows; row++)
        {
            var gradient = Input.Gradient.Row(row);
            TensorPrimitives.Multiply(Output.Gradient.Row(row), _inverse, _row);
            if (adds) TensorPrimitives.MultiplyAdd(_row, _scale.Value.Row(0), gradient, gradient);
            else TensorPrimitives.Multiply(_row, _scale.Value.Row(0), gradient);
        }
    }

    // x̂ of one row.
    private void Normalize(ReadOnlySpan<float> x)
    {
        TensorPrimitives.Subtract(x, _mean, _row);
        TensorPrimitives.Multiply(_row, _inverse, _row);
    }

    // One row has no variance; what is known of it stays.
    private void Remember(int rows)
    {
        ++*_batches;
        TensorPrimitives.Lerp(_runningMean.Row(0), _mean, _momentum, _runningMean.Row(0));
        if (rows == 1) return;
        TensorPrimitives.Divide(_sum, rows - 1, _sum);
        TensorPrimitives.Lerp(_runningVariance.Row(0), _sum, _momentum, _runningVariance.Row(0));
    }
}
