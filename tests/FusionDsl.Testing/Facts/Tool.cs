namespace FusionDsl.Testing;

/// <summary>Programs outside .NET that a test may need.</summary>
public static class Tool
{
    /// <summary>The program's path, looked up as a shell would, or null.</summary>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable("PATH"));

    internal static string? Find(string name, string? path)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ""] : [""];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    /// <summary>Why a test that needs the tools cannot run here, or null.</summary>
    public static string? ReasonToSkip(params string[] names) =>
        names.Where(name => Find(name) is null).ToArray() is { Length: > 0 } missing
            ? $"not on the PATH: {string.Join(", ", missing)}"
            : null;

    private static bool IsProgram(string file) => File.Exists(file) &&
        (OperatingSystem.IsWindows() ||
            (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
