using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>
/// What one step hands to the next: [batch, width] numbers, and behind them, where something before it is trained, their gradient. The memory
/// is made once, for the largest batch.
/// </summary>
public sealed class Signal
{
    private readonly StaticMemory _memory;
    private readonly Matrix _gradient;
    private Matrix _value;
    private int _readers;

    internal Signal(StaticMemory memory, int width, Matrix value, Matrix gradient, bool hasGradient) =>
        (_memory, Width, _value, _gradient, HasGradient) = (memory, width, value, gradient, hasGradient);

    /// <summary>Numbers of one sample.</summary>
    public int Width { get; }

    /// <summary>Whether anything before it is trained; an input has no gradient.</summary>
    public bool HasGradient { get; }

    /// <summary>The numbers of this batch.</summary>
    internal Matrix Value => _value.Top(_memory.Rows);

    /// <summary>Their gradient, filled from the last reader to the first.</summary>
    internal Matrix Gradient => _gradient.Top(_memory.Rows);

    /// <summary>Some neighbouring columns, in the same memory: a branch writes its part of a concatenation in place.</summary>
    public Signal Part(int start, int width) =>
        new(_memory, width, _value.Part(start, width), _gradient.Part(start, width), HasGradient);

    /// <summary>The same numbers for a reader that sends no gradient back.</summary>
    public Signal Detached => new(_memory, Width, _value, default, hasGradient: false);

    /// <summary>Lets the signal look at a batch in other memory; no number is moved.</summary>
    internal unsafe void PointAt(float* data) => _value = new(data, _memory.Capacity, Width);

    /// <summary>Makes the gradient of this batch 0.</summary>
    internal void ClearGradient()
    {
        var gradient = Gradient;
        for (var row = 0; row < gradient.Rows; row++) gradient.Row(row).Clear();
    }

    /// <summary>Announces a reader, in the order of the forward pass.</summary>
    /// <returns>Its number.</returns>
    internal int AddReader() => _readers++;

    /// <summary>
    /// Whether a reader finds a gradient to add its own to. The backward pass goes through the readers in reverse: the last one writes.
    /// </summary>
    internal bool IsFilledBefore(int reader) => reader < _readers - 1;
}
