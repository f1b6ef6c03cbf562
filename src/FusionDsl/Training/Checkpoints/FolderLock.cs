namespace FusionDsl.Training;

/// <summary>
/// Keeps others from writing into a folder. The lock is on an open file, so the system lets go of it when the process ends, however it ends;
/// the file itself stays.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which is made if it is absent.</summary>
    /// <param name="folder">What is kept.</param>
    /// <param name="name">The file that is locked in it.</param>
    /// <exception cref="FusionException">Another run has it, or the folder cannot be written.</exception>
    public static FolderLock Take(string folder, string name = ".lock")
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The folder '{folder}' cannot be made: {failure.Message}", failure);
        }
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            throw new FusionException($"Another run is writing into '{folder}'. Wait until it is over, or choose another folder.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The folder '{folder}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _file.Dispose();

    // EAGAIN of flock on Unix systems, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException failure) =>
        OperatingSystem.IsWindows() ? failure.HResult == unchecked((int)0x80070020) : failure.HResult is 11 or 35;
}
