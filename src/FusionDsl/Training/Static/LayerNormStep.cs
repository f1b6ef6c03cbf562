using System.Numerics.Tensors;
using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>Normalises each sample over its features, scales and shifts it (Ba et al., 2016).</summary>
public sealed class LayerNormStep : StaticLayer
{
    private readonly Weight _scale, _shift;
    private readonly Matrix _normal;       // x̂, [batch, width]
    private readonly float[] _inverse, _row;
    private readonly float _epsilon;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="name">The layer's name in the state_dict.</param>
    /// <param name="input">[batch, width]</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="into">Where the output goes; null: memory of its own.</param>
    public LayerNormStep(StaticMemory memory, string name, Signal input, double epsilon, Signal? into = null)
        : base(memory, input, into ?? memory.Signal(input.Width))
    {
        (_scale, _shift) = (memory.Weight(name + ".weight", 1, input.Width), memory.Weight(name + ".bias", 1, input.Width));
        (_normal, _inverse, _row, _epsilon) = (memory.Matrix(input.Width), new float[memory.Capacity], new float[input.Width], (float)epsilon);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var row = 0; row < Memory.Rows; row++)
        {
            var normal = _normal.Row(row);
            TensorPrimitives.Subtract(Input.Value.Row(row), TensorPrimitives.Average<float>(Input.Value.Row(row)), normal);
            _inverse[row] = 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(normal) / normal.Length + _epsilon);
            TensorPrimitives.Multiply(normal, _inverse[row], normal);
            TensorPrimitives.MultiplyAdd(normal, _scale.Value.Row(0), _shift.Value.Row(0), Output.Value.Row(row));
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        Span<float> scale = _scale.Gradient.Row(0), shift = _shift.Gradient.Row(0);
        scale.Clear();
        shift.Clear();
        var adds = Adds;
        for (var row = 0; row < Memory.Rows; row++)
        {
            Span<float> delta = Output.Gradient.Row(row), normal = _normal.Row(row);
            TensorPrimitives.Add(shift, delta, shift);
            TensorPrimitives.MultiplyAdd(delta, normal, scale, scale);
            if (!Input.HasGradient) continue;

            // With g = dy·γ: dx = (g − mean(g) − x̂ · mean(g·x̂)) / σ
            TensorPrimitives.Multiply(delta, _scale.Value.Row(0), _row);
            var mean = TensorPrimitives.Average<float>(_row);
            var product = TensorPrimitives.Dot<float>(_row, normal) / normal.Length;
            var gradient = Input.Gradient.Row(row);
            TensorPrimitives.Subtract(_row, mean, _row);
            TensorPrimitives.MultiplyAdd(normal, -product, _row, _row);
            if (adds) TensorPrimitives.MultiplyAdd(_row, _inverse[row], gradient, gradient);
            else TensorPrimitives.Multiply(_row, _inverse[row], gradient);
        }
    }
}
