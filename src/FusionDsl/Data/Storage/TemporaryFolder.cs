using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Storage;

/// <summary>Where large tables lie while they are used.</summary>
internal static class TemporaryFolder
{
    public const string Variable = "FUSIONDSL_TEMP";

    private static readonly string[] InMemory = ["tmpfs", "ramfs"];

    /// <summary>The first that is on a disk, for a file in a folder that lies in memory would save none.</summary>
    public static string Default
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
            var usual = Path.GetTempPath();
            const string large = "/var/tmp";
            return !IsInMemory(usual) || !Directory.Exists(large) || IsInMemory(large) ? usual : large;
        }
    }

    /// <exception cref="DataException">The folder does not exist, or has not so many bytes left.</exception>
    public static void Require(string folder, long bytes)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"The folder '{folder}' for tables that exceed the memory budget does not exist. Create it, or name another by {Variable}.");
        var free = DriveOf(folder).AvailableFreeSpace;
        if (free < bytes) throw TooSmall(folder, bytes, $"has {Size(free)} left");
    }

    public static DataException TooSmall(string folder, long bytes, string found, Exception? cause = null) => new(
        $"A table that exceeds the memory budget needs {Size(bytes)} in '{folder}', which {found}. " +
        $"Make room there, name another folder by {Variable}, or allow more memory by 'memory' of the data.", cause: cause);

    private static bool IsInMemory(string folder)
    {
        try
        {
            return InMemory.Contains(DriveOf(folder).DriveFormat);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static DriveInfo DriveOf(string folder)
    {
        var path = Path.GetFullPath(folder);
        return new(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
    }

    private static string Size(long bytes) => bytes >= 1L << 30 ? $"{Plain(Math.Round(bytes / (double)(1L << 30), 1))} GB"
        : $"{Plain(Math.Round(bytes / (double)(1L << 20), 1))} MB";
}
