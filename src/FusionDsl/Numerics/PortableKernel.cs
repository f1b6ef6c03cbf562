using System.Numerics;
using System.Runtime.CompilerServices;

namespace FusionDsl.Numerics;

/// <summary>
/// The tiles of <see cref="Gemm"/> with the vectors that the machine has, of 128 or 256 bits: 4 rows by two vectors are as many sums as two
/// units for multiplication keep busy.
/// </summary>
internal readonly unsafe struct PortableKernel : IGemmKernel
{
    public static int Rows => 4;

    public static int Lanes => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TWidth>(float* a, nint down, nint along, float* b, nint bStride, float* c, nint cStride, int depth, Finish finish)
        where TWidth : struct, ITileWidth
    {
        Vector<float> c00, c10, c20, c30, c01, c11, c21, c31;
        if (finish.Add)
        {
            (c00, c01) = Load<TWidth>(c);
            (c10, c11) = Load<TWidth>(c + cStride);
            (c20, c21) = Load<TWidth>(c + 2 * cStride);
            (c30, c31) = Load<TWidth>(c + 3 * cStride);
        }
        else
        {
            (c00, c01) = finish.Bias is null ? (Vector<float>.Zero, Vector<float>.Zero) : Load<TWidth>(finish.Bias);
            (c10, c20, c30) = (c00, c00, c00);
            (c11, c21, c31) = (c01, c01, c01);
        }
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector.Load(b);
            var b1 = TWidth.IsWide ? Vector.Load(b + Vector<float>.Count) : b0;
            var x = new Vector<float>(a[0]);
            c00 = Vector.FusedMultiplyAdd(x, b0, c00);
            if (TWidth.IsWide) c01 = Vector.FusedMultiplyAdd(x, b1, c01);
            x = new Vector<float>(a[down]);
            c10 = Vector.FusedMultiplyAdd(x, b0, c10);
            if (TWidth.IsWide) c11 = Vector.FusedMultiplyAdd(x, b1, c11);
            x = new Vector<float>(a[2 * down]);
            c20 = Vector.FusedMultiplyAdd(x, b0, c20);
            if (TWidth.IsWide) c21 = Vector.FusedMultiplyAdd(x, b1, c21);
            x = new Vector<float>(a[3 * down]);
            c30 = Vector.FusedMultiplyAdd(x, b0, c30);
            if (TWidth.IsWide) c31 = Vector.FusedMultiplyAdd(x, b1, c31);
            a += along;
            b += bStride;
        }
        Store<TWidth>(c, c00, c01, finish.Relu);
        Store<TWidth>(c + cStride, c10, c11, finish.Relu);
        Store<TWidth>(c + 2 * cStride, c20, c21, finish.Relu);
        Store<TWidth>(c + 3 * cStride, c30, c31, finish.Relu);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TWidth>(float* a, nint along, float* b, nint bStride, float* c, int depth, Finish finish) where TWidth : struct, ITileWidth
    {
        // Two sums: one alone would wait for itself.
        var (c0, c1) = finish.Add ? Load<TWidth>(c) : finish.Bias is null ? (Vector<float>.Zero, Vector<float>.Zero) : Load<TWidth>(finish.Bias);
        var (d0, d1) = (Vector<float>.Zero, Vector<float>.Zero);
        var k = 0;
        for (; k <= depth - 2; k += 2)
        {
            var (b0, b1) = Load<TWidth>(b);
            var (e0, e1) = Load<TWidth>(b + bStride);
            var (x, y) = (new Vector<float>(a[0]), new Vector<float>(a[along]));
            (c0, d0) = (Vector.FusedMultiplyAdd(x, b0, c0), Vector.FusedMultiplyAdd(y, e0, d0));
            if (TWidth.IsWide) (c1, d1) = (Vector.FusedMultiplyAdd(x, b1, c1), Vector.FusedMultiplyAdd(y, e1, d1));
            a += 2 * along;
            b += 2 * bStride;
        }
        if (k < depth)
        {
            var (b0, b1) = Load<TWidth>(b);
            var x = new Vector<float>(a[0]);
            c0 = Vector.FusedMultiplyAdd(x, b0, c0);
            if (TWidth.IsWide) c1 = Vector.FusedMultiplyAdd(x, b1, c1);
        }
        Store<TWidth>(c, c0 + d0, c1 + d1, finish.Relu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float>, Vector<float>) Load<TWidth>(float* from) where TWidth : struct, ITileWidth =>
        (Vector.Load(from), TWidth.IsWide ? Vector.Load(from + Vector<float>.Count) : Vector<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth>(float* to, Vector<float> first, Vector<float> second, bool relu) where TWidth : struct, ITileWidth
    {
        (relu ? Relu(first) : first).Store(to);
        if (TWidth.IsWide) (relu ? Relu(second) : second).Store(to + Vector<float>.Count);
    }

    // Max keeps NaN: a diverged run is seen and not hidden.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Relu(Vector<float> x) => Vector.Max(x, Vector<float>.Zero);
}
