using System.Runtime.InteropServices;

namespace FusionDsl.Training;

/// <summary>What it takes that a renamed file is still there after the power failed.</summary>
internal static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Brings the entries of a folder to the disk. .NET opens no folders, so this asks the C library; Windows has no such call and needs none.
    /// A file system that cannot do it is left to its own ways: the file's content is on the disk already.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0) return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
