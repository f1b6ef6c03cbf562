using System.Numerics;
using System.Runtime.CompilerServices;

namespace FusionDsl.Numerics;

/// <summary>
/// What a dense layer needs beside its products. Plain loops: at these sizes a call into libtorch costs more than the work.
/// Sums run over the rows in order, so that the bits do not depend on the width of a vector.
/// </summary>
internal static class DenseKernels
{
    /// <summary>Through a ReLU: delta = 0 where its output was 0. A NaN passes, so that a diverged run is seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReluBackward(Matrix delta, Matrix output)
    {
        for (var row = 0; row < delta.Rows; row++)
        {
            Span<float> d = delta.Row(row), y = output.Row(row);
            var i = 0;
            for (; i <= d.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var closed = Vector.LessThanOrEqual(new Vector<float>(y[i..]), Vector<float>.Zero);
                Vector.ConditionalSelect(closed, Vector<float>.Zero, new Vector<float>(d[i..])).CopyTo(d[i..]);
            }
            for (; i < d.Length; i++)
                if (y[i] <= 0) d[i] = 0;
        }
    }

    /// <summary>sums[column] = Σ over the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(Matrix matrix, Span<float> sums)
    {
        sums.Clear();
        for (var row = 0; row < matrix.Rows; row++) Add(sums, matrix.Row(row));
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
