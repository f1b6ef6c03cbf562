namespace FusionDsl.Models.Frozen;

/// <summary>Memory between the layers of a predictor, cut from one piece.</summary>
public static class FrozenMemory
{
    [ThreadStatic]
    private static float[]? _ofThread;

    /// <summary>So many numbers, with whatever was in them. The next call on this thread hands out the same memory.</summary>
    public static Span<float> OfThread(int count)
    {
        if (_ofThread is null || _ofThread.Length < count) _ofThread = GC.AllocateUninitializedArray<float>(count);
        return _ofThread.AsSpan(0, count);
    }

    /// <summary>The next so many numbers.</summary>
    public static Span<float> Take(ref Span<float> memory, int count)
    {
        var taken = memory[..count];
        memory = memory[count..];
        return taken;
    }

    /// <summary>Copies an operand into its columns of a concatenation.</summary>
    /// <param name="operand">[samples, width]</param>
    /// <param name="joined">[samples, <paramref name="joinedWidth"/>]</param>
    /// <param name="width">Of the operand.</param>
    /// <param name="joinedWidth">Of the concatenation.</param>
    /// <param name="start">The operand's first column there.</param>
    public static void Join(ReadOnlySpan<float> operand, Span<float> joined, int width, int joinedWidth, int start)
    {
        for (var (from, to) = (0, start); from < operand.Length; from += width, to += joinedWidth)
            operand.Slice(from, width).CopyTo(joined[to..]);
    }
}
