using System.Numerics.Tensors;
using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>Probabilities from scores, over the features of each sample.</summary>
/// <param name="memory">Where the steps compute.</param>
/// <param name="input">[batch, width]</param>
/// <param name="into">Where the output goes; null: memory of its own.</param>
public sealed class SoftmaxStep(StaticMemory memory, Signal input, Signal? into = null)
    : StaticLayer(memory, input, into ?? memory.Signal(input.Width, input.HasGradient))
{
    private readonly float[] _row = new float[input.Width];

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var row = 0; row < Memory.Rows; row++) Softmax.Of(Input.Value.Row(row), Output.Value.Row(row));
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        if (!Input.HasGradient) return;
        var adds = Adds;
        for (var row = 0; row < Memory.Rows; row++)
        {
            // dx = y · (dy − Σ dy·y)
            Span<float> delta = Output.Gradient.Row(row), output = Output.Value.Row(row), gradient = Input.Gradient.Row(row);
            TensorPrimitives.Subtract(delta, TensorPrimitives.Dot<float>(delta, output), _row);
            if (adds) TensorPrimitives.MultiplyAdd(_row, output, gradient, gradient);
            else TensorPrimitives.Multiply(_row, output, gradient);
        }
    }
}
