namespace FusionDsl.Testing;

/// <summary>
/// Data sets too large for the repository: in the folder that FUSIONDSL_DATA names, or in <c>shared/data</c> beside or above it.
/// </summary>
public static class SharedData
{
    public const string Variable = "FUSIONDSL_DATA";

    /// <summary>The folder of a data set, or null where it is absent.</summary>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <summary>The folder of a data set; for tests under <see cref="DataFactAttribute"/>.</summary>
    public static string Folder(string name) => Find(name) ?? throw new HarnessException(ReasonToSkip(name)!);

    /// <summary>Why a test that needs the data sets cannot run here, or null.</summary>
    public static string? ReasonToSkip(params string[] names) =>
        names.Where(name => Find(name) is null).ToArray() is { Length: > 0 } missing
            ? $"no data set {string.Join(", ", missing)} in {Variable} or a folder shared/data above the tests"
            : null;

    internal static string? Find(string name, string? variable, string start)
    {
        var roots = string.IsNullOrEmpty(variable) ? Ancestors(start).Select(folder => Path.Combine(folder, "shared", "data")) : [variable];
        return roots.Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<string> Ancestors(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
