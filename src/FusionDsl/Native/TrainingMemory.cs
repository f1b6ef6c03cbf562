using System.Runtime.InteropServices;

namespace FusionDsl.Native;

/// <summary>
/// What libtorch does with the memory of a step. Left to itself, the C library gives every large tensor back to the system when it is freed,
/// and asks for it again in the next step: thousands of page faults, which can cost more than the arithmetic.
/// </summary>
public static partial class TrainingMemory
{
    // Parameters of mallopt, from malloc.h of glibc.
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3;
    private const int LargestMmapThreshold = 32 << 20;           // the largest that glibc takes
    private const int KeepForReuse = int.MaxValue, Ahead = 64 << 20;

    /// <summary>
    /// From now on freed memory stays with the process and is used again. Linux with glibc; elsewhere nothing happens, for there the
    /// allocators do so by themselves. The environment variables of glibc (<c>MALLOC_TRIM_THRESHOLD_</c> and its like) go first.
    /// </summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux() || IsSetByUser()) return;
        try
        {
            SetMallocOption(MmapThreshold, LargestMmapThreshold);
            SetMallocOption(TrimThreshold, KeepForReuse);
            SetMallocOption(TopPad, Ahead);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, for instance musl.
        }
    }

    /// <summary>Gives the system what is free now: a training run has ended.</summary>
    public static void Release()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            TrimHeap(0);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Nothing was kept there either.
        }
    }

    private static bool IsSetByUser() =>
        new[] { "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_", "GLIBC_TUNABLES" }
            .Any(name => Environment.GetEnvironmentVariable(name) is not null);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimHeap(nuint keep);
}
