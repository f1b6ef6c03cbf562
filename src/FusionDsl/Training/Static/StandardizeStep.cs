using System.Numerics.Tensors;
using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>Takes the mean from every feature (or channel) and divides it by its deviation; both were fitted before.</summary>
public sealed unsafe class StandardizeStep
{
    private readonly StaticMemory _memory;
    private readonly Signal _input;
    private readonly Matrix _mean, _scale;     // [1, channels]

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="name">The Standardizer's name in the state_dict.</param>
    /// <param name="input">[batch, channels · places]</param>
    /// <param name="channels">Features or channels: what has a mean of its own.</param>
    public StandardizeStep(StaticMemory memory, string name, Signal input, int channels)
    {
        (_memory, _input, Output) = (memory, input, memory.Signal(input.Width, hasGradient: false));
        _mean = new((float*)memory.Buffer(name + ".mean"), 1, channels);
        _scale = new((float*)memory.Buffer(name + ".scale"), 1, channels);
    }

    /// <summary>[batch, channels · places]</summary>
    public Signal Output { get; }

    /// <summary>Computes the output.</summary>
    public void Forward()
    {
        var channels = _mean.Columns;
        var places = _input.Width / channels;
        Span<float> mean = _mean.Row(0), scale = _scale.Row(0);
        for (var row = 0; row < _memory.Rows; row++)
        {
            Span<float> x = _input.Value.Row(row), y = Output.Value.Row(row);
            if (places == 1)
            {
                TensorPrimitives.Subtract(x, mean, y);
                TensorPrimitives.Multiply(y, scale, y);
                continue;
            }
            for (var channel = 0; channel < channels; channel++)
            {
                var there = y.Slice(channel * places, places);
                TensorPrimitives.Subtract(x.Slice(channel * places, places), mean[channel], there);
                TensorPrimitives.Multiply(there, scale[channel], there);
            }
        }
    }
}
