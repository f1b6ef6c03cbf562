using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FusionDsl.Data.Dealing;

/// <summary>The one loop that all batches go through.</summary>
internal static unsafe class RowCopy
{
    private const int Ahead = 4;
    private const int CacheLine = 64;
    private const long MostFetched = 8 * CacheLine;

    /// <summary><c>into[i] = table[rows[i]]</c>.</summary>
    /// <param name="table">The first row.</param>
    /// <param name="rows">Row numbers, which nobody checks.</param>
    /// <param name="into">Memory for so many rows.</param>
    /// <param name="size">Bytes of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* table, ReadOnlySpan<long> rows, byte* into, long size)
    {
        switch (size)
        {
            case sizeof(float):
                for (var i = 0; i < rows.Length; i++) ((float*)into)[i] = ((float*)table)[rows[i]];
                return;
            case sizeof(long):
                for (var i = 0; i < rows.Length; i++) ((long*)into)[i] = ((long*)table)[rows[i]];
                return;
        }
        for (var i = 0; i < rows.Length; i++)
        {
            // Shuffled rows lie anywhere, so the processor cannot guess which comes next; it is told.
            if (i + Ahead < rows.Length) Fetch(table + rows[i + Ahead] * size, size);
            Buffer.MemoryCopy(table + rows[i] * size, into + i * size, size, size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(byte* row, long size)
    {
        if (!Sse.IsSupported) return;
        var most = Math.Min(size, MostFetched);
        for (var at = 0L; at < most; at += CacheLine) Sse.Prefetch0(row + at);
    }
}
