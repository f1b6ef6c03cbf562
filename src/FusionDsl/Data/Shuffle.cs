using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FusionDsl.Data;

/// <summary>Random orders that follow from their seed alone, on every platform and in every version of .NET.</summary>
public static class Shuffle
{
    private const int DrawnAhead = 32;

    /// <summary>Fills a span with the numbers 0 to its length less one, in an order that follows from seed and epoch.</summary>
    /// <param name="order">Receives a permutation; every one is equally probable.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">Different epochs give unrelated orders.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<long> order, ulong seed, int epoch)
    {
        Identity(order);
        var random = new SplitMix64(seed, (ulong)epoch);
        Span<int> drawn = stackalloc int[DrawnAhead];
        for (var last = order.Length - 1; last > 0; last -= drawn.Length)
        {
            // In a long order every place is a wait for memory; places that are known ahead are waited for together.
            if (drawn.Length > last) drawn = drawn[..last];
            for (var k = 0; k < drawn.Length; k++)
            {
                drawn[k] = (int)random.Below((ulong)(last - k) + 1);
                Prefetch(ref order[drawn[k]]);
            }
            for (var k = 0; k < drawn.Length; k++) (order[last - k], order[drawn[k]]) = (order[drawn[k]], order[last - k]);
        }
    }

    private static unsafe void Prefetch(ref long place)
    {
        // The address may be outdated at once, for the collector moves arrays; nothing is read there.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }

    internal static void Identity(Span<long> order)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
    }
}

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): a counter, scrambled. Small, fast, and the same everywhere.</summary>
internal struct SplitMix64
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the unrelated sequences of this seed.</param>
    public SplitMix64(ulong seed, ulong stream)
    {
        // Added unscrambled, seed 1 epoch 0 and seed 0 epoch 1 would be the same.
        _state = Scramble(seed + GoldenRatio) ^ Scramble(stream * GoldenRatio + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next() => Scramble(_state += GoldenRatio);

    /// <summary>0 to <paramref name="bound"/> less one, each equally probable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Below(ulong bound)
    {
        // The high half of a product is in range; the few values that would come up once too often are drawn again (Lemire 2019).
        while (true)
        {
            var high = Math.BigMul(Next(), bound, out var low);
            if (low >= bound || low >= (0 - bound) % bound) return high;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
