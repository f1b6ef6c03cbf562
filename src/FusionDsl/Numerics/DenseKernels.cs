using System.Numerics;
using System.Runtime.CompilerServices;

namespace FusionDsl.Numerics;

/// <summary>
/// What a dense layer needs beside its products. Plain loops: at these sizes a call into libtorch costs more than the work.
/// Sums run over the rows in order, so that the bits do not depend on the width of a vector.
/// </summary>
internal static unsafe class DenseKernels
{
    /// <summary>Through a ReLU: delta = 0 where its output was 0. A NaN passes, so that a diverged run is seen.</summary>
    /// <param name="delta">The gradient of the output; becomes that of the input.</param>
    /// <param name="output">What the ReLU made, of the same size.</param>
    /// <param name="sums">[columns], filled with the sums over the rows: the gradient of a bias; null: not needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReluBackward(Matrix delta, Matrix output, float* sums)
    {
        var column = 0;
        for (; column <= delta.Columns - Vector<float>.Count; column += Vector<float>.Count)
        {
            float* d = delta.Pointer + column, y = output.Pointer + column;
            var sum = Vector<float>.Zero;
            for (var row = 0; row < delta.Rows; row++)
            {
                var closed = Vector.LessThanOrEqual(Vector.Load(y), Vector<float>.Zero);
                var passed = Vector.ConditionalSelect(closed, Vector<float>.Zero, Vector.Load(d));
                passed.Store(d);
                sum += passed;
                d += delta.Stride;
                y += output.Stride;
            }
            if (sums is not null) sum.Store(sums + column);
        }
        for (; column < delta.Columns; column++)
        {
            float* d = delta.Pointer + column, y = output.Pointer + column;
            var sum = 0f;
            for (var row = 0; row < delta.Rows; row++)
            {
                if (*y <= 0) *d = 0;
                sum += *d;
                d += delta.Stride;
                y += output.Stride;
            }
            if (sums is not null) sums[column] = sum;
        }
    }

    /// <summary>sums[column] = Σ over the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(Matrix matrix, float* sums)
    {
        var column = 0;
        for (; column <= matrix.Columns - Vector<float>.Count; column += Vector<float>.Count)
        {
            var from = matrix.Pointer + column;
            var sum = Vector<float>.Zero;
            for (var row = 0; row < matrix.Rows; row++, from += matrix.Stride) sum += Vector.Load(from);
            sum.Store(sums + column);
        }
        for (; column < matrix.Columns; column++)
        {
            var from = matrix.Pointer + column;
            var sum = 0f;
            for (var row = 0; row < matrix.Rows; row++, from += matrix.Stride) sum += *from;
            sums[column] = sum;
        }
    }

    /// <summary>to += from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<float> to, ReadOnlySpan<float> from)
    {
        var i = 0;
        for (; i <= to.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(to[i..]) + new Vector<float>(from[i..])).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] += from[i];
    }
}
