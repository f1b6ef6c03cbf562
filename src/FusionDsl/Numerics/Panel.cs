using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusionDsl.Numerics;

/// <summary>
/// Some columns of a right factor, as many as a tile has, packed row by row: [depth, width]. What lies apart, or is fewer columns, is brought
/// into this form first.
/// </summary>
internal static unsafe class Panel
{
    /// <summary>Columns at most.</summary>
    private const int MaximalWidth = 32;

    /// <summary>Rows of a block: together with the tile it stays in the second cache.</summary>
    public const int Depth = 512;

    [ThreadStatic]
    private static float* _scratch;

    /// <summary>Room for one panel, one per thread.</summary>
    public static float* Scratch => _scratch is not null ? _scratch : _scratch = AlignedMemory.Floats(Depth * MaximalWidth);

    /// <summary>Packs a panel; columns that are missing become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* from, int rowStride, int columnStride, int depth, int columns, float* to, int width)
    {
        if (columns < width) new Span<float>(to, depth * width).Clear();
        if (columnStride == 1)
        {
            for (var row = 0; row < depth; row++)
                new Span<float>(from + (nint)row * rowStride, columns).CopyTo(new(to + (nint)row * width, width));
            return;
        }
        var column = 0;
        if (rowStride == 1 && Avx.IsSupported)
        {
            for (; column <= columns - 8; column += 8)
            {
                var row = 0;
                for (; row <= depth - 8; row += 8)
                    Transpose(from + (nint)column * columnStride + row, columnStride, to + (nint)row * width + column, width);
                PackPlainly(from + (nint)column * columnStride, rowStride, columnStride, row, depth, 8, to + column, width);
            }
        }
        PackPlainly(from + (nint)column * columnStride, rowStride, columnStride, 0, depth, columns - column, to + column, width);
    }

    private static void PackPlainly(float* from, int rowStride, int columnStride, int row, int depth, int columns, float* to, int width)
    {
        for (; row < depth; row++)
            for (var column = 0; column < columns; column++)
                to[(nint)row * width + column] = from[(nint)row * rowStride + (nint)column * columnStride];
    }

    // 8 × 8 numbers, in three rounds of pairs, fours and halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* from, nint stride, float* to, nint width)
    {
        var (a0, a1, a2, a3) = (Avx.LoadVector256(from), Avx.LoadVector256(from + stride), Avx.LoadVector256(from + 2 * stride), Avx.LoadVector256(from + 3 * stride));
        from += 4 * stride;
        var (a4, a5, a6, a7) = (Avx.LoadVector256(from), Avx.LoadVector256(from + stride), Avx.LoadVector256(from + 2 * stride), Avx.LoadVector256(from + 3 * stride));
        var (b0, b1, b2, b3) = (Avx.UnpackLow(a0, a1), Avx.UnpackHigh(a0, a1), Avx.UnpackLow(a2, a3), Avx.UnpackHigh(a2, a3));
        var (b4, b5, b6, b7) = (Avx.UnpackLow(a4, a5), Avx.UnpackHigh(a4, a5), Avx.UnpackLow(a6, a7), Avx.UnpackHigh(a6, a7));
        const byte low = 0b01_00_01_00, high = 0b11_10_11_10;
        (a0, a1, a2, a3) = (Avx.Shuffle(b0, b2, low), Avx.Shuffle(b0, b2, high), Avx.Shuffle(b1, b3, low), Avx.Shuffle(b1, b3, high));
        (a4, a5, a6, a7) = (Avx.Shuffle(b4, b6, low), Avx.Shuffle(b4, b6, high), Avx.Shuffle(b5, b7, low), Avx.Shuffle(b5, b7, high));
        Avx.Permute2x128(a0, a4, 0x20).Store(to);
        Avx.Permute2x128(a1, a5, 0x20).Store(to + width);
        Avx.Permute2x128(a2, a6, 0x20).Store(to + 2 * width);
        Avx.Permute2x128(a3, a7, 0x20).Store(to + 3 * width);
        Avx.Permute2x128(a0, a4, 0x31).Store(to + 4 * width);
        Avx.Permute2x128(a1, a5, 0x31).Store(to + 5 * width);
        Avx.Permute2x128(a2, a6, 0x31).Store(to + 6 * width);
        Avx.Permute2x128(a3, a7, 0x31).Store(to + 7 * width);
    }
}
