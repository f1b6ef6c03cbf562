using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusionDsl.Numerics;

/// <summary>The tiles of <see cref="Gemm"/> with vectors of 512 bits: 8 rows by 32 columns stay in registers while the sum runs.</summary>
internal readonly unsafe struct WideKernel : IGemmKernel
{
    private const int Width = 16;

    public static int Rows => 8;

    public static int Lanes => Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TWidth>(float* a, nint down, nint along, float* b, nint bStride, float* c, nint cStride, int depth, Finish finish)
        where TWidth : struct, ITileWidth
    {
        // Of a narrow tile the compiler leaves the second halves out.
        Vector512<float> c00, c10, c20, c30, c40, c50, c60, c70;
        Vector512<float> c01, c11, c21, c31, c41, c51, c61, c71;
        if (finish.Add)
        {
            (c00, c01) = Load<TWidth>(c);
            (c10, c11) = Load<TWidth>(c + cStride);
            (c20, c21) = Load<TWidth>(c + 2 * cStride);
            (c30, c31) = Load<TWidth>(c + 3 * cStride);
            (c40, c41) = Load<TWidth>(c + 4 * cStride);
            (c50, c51) = Load<TWidth>(c + 5 * cStride);
            (c60, c61) = Load<TWidth>(c + 6 * cStride);
            (c70, c71) = Load<TWidth>(c + 7 * cStride);
        }
        else
        {
            (c00, c01) = finish.Bias is null ? (Vector512<float>.Zero, Vector512<float>.Zero) : Load<TWidth>(finish.Bias);
            c10 = c20 = c30 = c40 = c50 = c60 = c70 = c00;
            c11 = c21 = c31 = c41 = c51 = c61 = c71 = c01;
        }
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = TWidth.IsWide ? Vector512.Load(b + Width) : b0;
            var x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            if (TWidth.IsWide) c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[down]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            if (TWidth.IsWide) c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2 * down]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            if (TWidth.IsWide) c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[3 * down]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            if (TWidth.IsWide) c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a[4 * down]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            if (TWidth.IsWide) c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a[5 * down]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            if (TWidth.IsWide) c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a[6 * down]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            if (TWidth.IsWide) c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a[7 * down]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            if (TWidth.IsWide) c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += along;
            b += bStride;
        }
        Store<TWidth>(c, c00, c01, finish.Relu);
        Store<TWidth>(c + cStride, c10, c11, finish.Relu);
        Store<TWidth>(c + 2 * cStride, c20, c21, finish.Relu);
        Store<TWidth>(c + 3 * cStride, c30, c31, finish.Relu);
        Store<TWidth>(c + 4 * cStride, c40, c41, finish.Relu);
        Store<TWidth>(c + 5 * cStride, c50, c51, finish.Relu);
        Store<TWidth>(c + 6 * cStride, c60, c61, finish.Relu);
        Store<TWidth>(c + 7 * cStride, c70, c71, finish.Relu);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TWidth>(float* a, nint along, float* b, nint bStride, float* c, int depth, Finish finish) where TWidth : struct, ITileWidth
    {
        // Four sums: one alone would wait for itself.
        var (c0, c1) = finish.Add ? Load<TWidth>(c) : finish.Bias is null ? (Vector512<float>.Zero, Vector512<float>.Zero) : Load<TWidth>(finish.Bias);
        Vector512<float> d0, d1, e0, e1, f0, f1;
        d0 = d1 = e0 = e1 = f0 = f1 = Vector512<float>.Zero;
        var k = 0;
        for (; k <= depth - 4; k += 4)
        {
            var (b0, b1) = Load<TWidth>(b);
            (c0, c1) = MultiplyAdd<TWidth>(Vector512.Create(a[0]), b0, b1, c0, c1);
            (b0, b1) = Load<TWidth>(b + bStride);
            (d0, d1) = MultiplyAdd<TWidth>(Vector512.Create(a[along]), b0, b1, d0, d1);
            (b0, b1) = Load<TWidth>(b + 2 * bStride);
            (e0, e1) = MultiplyAdd<TWidth>(Vector512.Create(a[2 * along]), b0, b1, e0, e1);
            (b0, b1) = Load<TWidth>(b + 3 * bStride);
            (f0, f1) = MultiplyAdd<TWidth>(Vector512.Create(a[3 * along]), b0, b1, f0, f1);
            a += 4 * along;
            b += 4 * bStride;
        }
        for (; k < depth; k++)
        {
            var (b0, b1) = Load<TWidth>(b);
            (c0, c1) = MultiplyAdd<TWidth>(Vector512.Create(a[0]), b0, b1, c0, c1);
            a += along;
            b += bStride;
        }
        Store<TWidth>(c, c0 + d0 + (e0 + f0), c1 + d1 + (e1 + f1), finish.Relu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>) Load<TWidth>(float* from) where TWidth : struct, ITileWidth =>
        (Vector512.Load(from), TWidth.IsWide ? Vector512.Load(from + Width) : Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>) MultiplyAdd<TWidth>(
        Vector512<float> x, Vector512<float> b0, Vector512<float> b1, Vector512<float> c0, Vector512<float> c1) where TWidth : struct, ITileWidth =>
        (Vector512.FusedMultiplyAdd(x, b0, c0), TWidth.IsWide ? Vector512.FusedMultiplyAdd(x, b1, c1) : c1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth>(float* to, Vector512<float> first, Vector512<float> second, bool relu) where TWidth : struct, ITileWidth
    {
        (relu ? Relu(first) : first).Store(to);
        if (TWidth.IsWide) (relu ? Relu(second) : second).Store(to + Width);
    }

    // Max keeps NaN: a diverged run is seen and not hidden.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Relu(Vector512<float> x) => Vector512.Max(x, Vector512<float>.Zero);
}
