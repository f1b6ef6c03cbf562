namespace FusionDsl.Numerics;

/// <summary>Memory of a thread for what is needed only until the call returns.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static float[]? _numbers;

    /// <summary>So many numbers, with whatever was in them. The next call on this thread hands out the same memory.</summary>
    public static float* Of(int count)
    {
        if (_numbers is null || _numbers.Length < count) _numbers = GC.AllocateUninitializedArray<float>(count, pinned: true);
        return (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _numbers[0]);
    }
}
