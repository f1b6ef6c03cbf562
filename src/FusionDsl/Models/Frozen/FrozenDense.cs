using System.Runtime.InteropServices;
using FusionDsl.Numerics;

namespace FusionDsl.Models.Frozen;

/// <summary>y = W x + b, and max(0, ·) where a ReLU follows, with weights that do not change. Any number of threads may use it.</summary>
public sealed unsafe class FrozenDense : IDisposable
{
    private readonly PackedMatrix _weight;     // [inputs, width]
    private readonly AlignedMemory _bias;      // [width], in whole vectors
    private readonly int _inputs, _width;
    private readonly bool _relu;

    internal FrozenDense(float[] weight, float[] bias, int inputs, bool relu)
    {
        (_inputs, _width, _relu) = (inputs, bias.Length, relu);
        fixed (float* first = weight) _weight = new(new Matrix(first, _width, inputs).Transposed);
        _bias = new(_width);
        bias.CopyTo(new Span<float>(_bias.Pointer, _width));
    }

    /// <summary>Applies the layer to some samples.</summary>
    /// <param name="x">[samples, inputs]</param>
    /// <param name="y">[samples, width]; is overwritten.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        var rows = y.Length / _width;
        fixed (float* from = &MemoryMarshal.GetReference(x), to = &MemoryMarshal.GetReference(y))
            Gemm.Multiply(new Factor(from, rows, _inputs, _inputs, 1), _weight, new Matrix(to, rows, _width), new Finish(_bias.Pointer, relu: _relu));
        GC.KeepAlive(this);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }
}
