using System.Numerics.Tensors;
using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>Takes a number from every feature (or channel) and multiplies it by another; both were fitted before.</summary>
public abstract unsafe class RescaleStep
{
    private readonly StaticMemory _memory;
    private readonly Signal _input;
    private readonly Matrix _shift, _scale;     // [1, channels]

    private protected RescaleStep(StaticMemory memory, string shiftName, string scaleName, Signal input, int channels)
    {
        (_memory, _input, Output) = (memory, input, memory.Signal(input.Width, hasGradient: false));
        _shift = new((float*)memory.Buffer(shiftName), 1, channels);
        _scale = new((float*)memory.Buffer(scaleName), 1, channels);
    }

    /// <summary>[batch, channels · places]</summary>
    public Signal Output { get; }

    /// <summary>Computes the output.</summary>
    public void Forward()
    {
        var channels = _shift.Columns;
        var places = _input.Width / channels;
        Span<float> shift = _shift.Row(0), scale = _scale.Row(0);
        for (var row = 0; row < _memory.Rows; row++)
        {
            Span<float> x = _input.Value.Row(row), y = Output.Value.Row(row);
            if (places == 1)
            {
                TensorPrimitives.Subtract(x, shift, y);
                TensorPrimitives.Multiply(y, scale, y);
                continue;
            }
            for (var channel = 0; channel < channels; channel++)
            {
                var there = y.Slice(channel * places, places);
                TensorPrimitives.Subtract(x.Slice(channel * places, places), shift[channel], there);
                TensorPrimitives.Multiply(there, scale[channel], there);
            }
        }
    }
}

/// <summary>Takes the mean from every feature (or channel) and divides it by its deviation; both were fitted before.</summary>
/// <param name="memory">Where the steps compute.</param>
/// <param name="name">The Standardizer's name in the state_dict.</param>
/// <param name="input">[batch, channels · places]</param>
/// <param name="channels">Features or channels: what has a mean of its own.</param>
public sealed class StandardizeStep(StaticMemory memory, string name, Signal input, int channels)
    : RescaleStep(memory, name + ".mean", name + ".scale", input, channels);

/// <summary>Brings every feature (or channel) to 0 to 1 by the least and the greatest value of the training rows.</summary>
/// <param name="memory">Where the steps compute.</param>
/// <param name="name">The MinMaxScaler's name in the state_dict.</param>
/// <param name="input">[batch, channels · places]</param>
/// <param name="channels">Features or channels: what has a minimum of its own.</param>
public sealed class MinMaxStep(StaticMemory memory, string name, Signal input, int channels)
    : RescaleStep(memory, name + ".minimum", name + ".scale", input, channels);
