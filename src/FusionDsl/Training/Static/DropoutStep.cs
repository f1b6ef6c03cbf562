using System.Numerics.Tensors;
using FusionDsl.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training.Static;

/// <summary>
/// Zeroes each value with a probability and scales the rest (Srivastava et al., 2014). The same random numbers as libtorch draws for its own.
/// </summary>
public sealed unsafe class DropoutStep : StaticLayer, IDisposable
{
    private readonly double _kept;
    private readonly torch.Tensor _memory;    // [capacity · width]: 1 where a value is kept
    private readonly Dictionary<int, torch.Tensor> _masks = [];
    private readonly float* _mask;
    private readonly float[] _row;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="input">[batch, width]</param>
    /// <param name="rate">Probability that a value is zeroed; 0 to below 1.</param>
    /// <param name="into">Where the output goes; null: memory of its own.</param>
    public DropoutStep(StaticMemory memory, Signal input, double rate, Signal? into = null)
        : base(memory, input, into ?? memory.Signal(input.Width, input.HasGradient))
    {
        _kept = 1 - rate;
        _memory = ones((long)memory.Capacity * input.Width).DetachFromDisposeScope();
        _mask = (float*)Data.Nodes.Memory.Of(_memory);
        _row = new float[input.Width];
        memory.Own(this);
    }

    /// <summary>Whether it drops nothing, as in evaluation.</summary>
    public bool IsFrozen { get; set; }

    /// <inheritdoc/>
    public override void Forward()
    {
        if (_kept < 1 && !IsFrozen) MaskOf(Memory.Rows).bernoulli_(_kept);
        for (var row = 0; row < Memory.Rows; row++) Apply(row, Input.Value, Output.Value);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        if (!Input.HasGradient) return;
        if (!Adds)
            for (var row = 0; row < Memory.Rows; row++) Apply(row, Output.Gradient, Input.Gradient);
        else
            for (var row = 0; row < Memory.Rows; row++)
            {
                Apply(row, Output.Gradient.Row(row), _row);
                DenseKernels.Add(Input.Gradient.Row(row), _row);
            }
    }

    /// <summary>Frees the mask.</summary>
    public void Dispose()
    {
        foreach (var mask in _masks.Values) mask.Dispose();
        _memory.Dispose();
    }

    private void Apply(int row, Matrix from, Matrix to) => Apply(row, from.Row(row), to.Row(row));

    private void Apply(int row, ReadOnlySpan<float> from, Span<float> to)
    {
        if (IsFrozen)
        {
            from.CopyTo(to);
            return;
        }
        TensorPrimitives.Multiply(from, new ReadOnlySpan<float>(_mask + (nint)row * Input.Width, Input.Width), to);
        TensorPrimitives.Divide(to, (float)_kept, to);
    }

    private torch.Tensor MaskOf(int rows)
    {
        if (_masks.TryGetValue(rows, out var mask)) return mask;
        return _masks[rows] = _memory.narrow(0, 0, (long)rows * Input.Width).DetachFromDisposeScope();
    }
}
