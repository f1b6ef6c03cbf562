using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Storage;

/// <summary>
/// Tensors whose memory is a file: the system writes pages back and drops them as it needs memory. For everyone else it is a tensor like any
/// other.
/// </summary>
internal static class MappedFile
{
    private static readonly List<string> StillNamed = [];

    /// <summary>A tensor full of zeros. Its file is gone once nobody has the tensor or a view of it.</summary>
    /// <exception cref="DataException">The folder is absent, read-only or too small; says what to do.</exception>
    public static Tensor Zeros(ReadOnlySpan<long> shape, ScalarType type, string folder)
    {
        var count = 1L;
        foreach (var extent in shape) count = checked(count * extent);
        var bytes = checked(count * type.ElementSize());
        TemporaryFolder.Require(folder, bytes);
        var path = Path.Combine(folder, $"fusion-{Guid.NewGuid():N}.table");
        try
        {
            Reserve(path, bytes);
            using var values = from_file(path, shared: true, size: count, dtype: type);
            return values.view(shape.ToArray()).DetachFromDisposeScope();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TemporaryFolder.TooSmall(folder, bytes, $"cannot take it: {failure.Message}", failure);
        }
        finally
        {
            Unname(path);
        }
    }

    // A page that finds no room on the disk when it is first written would end the process without a word: all of them get theirs now.
    private static void Reserve(string path, long bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, PreallocationSize = bytes };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.SetLength(bytes);
    }

    // Where a mapped file cannot lose its name (Windows), it goes with the next one or with the process.
    private static void Unname(string path)
    {
        lock (StillNamed)
        {
            if (StillNamed.Count == 0 && OperatingSystem.IsWindows()) AppDomain.CurrentDomain.ProcessExit += (_, _) => StillNamed.RemoveAll(IsGone);
            StillNamed.Add(path);
            StillNamed.RemoveAll(IsGone);
        }
    }

    private static bool IsGone(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
