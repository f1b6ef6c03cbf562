using System.Runtime.InteropServices;

namespace FusionDsl.Data.Storage;

/// <summary>
/// Tells the system how mapped memory will be read. Left alone, it reads 128 KB around every page that is missing: right for rows in order,
/// but for shuffled ones nearly all of that is thrown away. Nothing but speed depends on it; where there is no such call (Windows), none is
/// made.
/// </summary>
internal static partial class PageAdvice
{
    // The same on Linux and macOS.
    private const int Normal = 0, Random = 1, WillNeed = 3;

    private static readonly bool IsThere = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();
    private static readonly nint PageMask = ~(nint)(Environment.SystemPageSize - 1);

    /// <summary>Rows will be read one after another.</summary>
    public static void InOrder(nint start, long bytes) => Advise(start, bytes, Normal);

    /// <summary>Rows will be read in any order.</summary>
    public static void Shuffled(nint start, long bytes) => Advise(start, bytes, Random);

    /// <summary>The disk may begin to read these bytes; nobody waits for it.</summary>
    public static void Soon(nint start, long bytes) => Advise(start, bytes, WillNeed);

    private static void Advise(nint start, long bytes, int advice)
    {
        if (!IsThere || bytes == 0) return;
        var page = start & PageMask;
        _ = Advise(page, (nuint)(bytes + (start - page)), advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
