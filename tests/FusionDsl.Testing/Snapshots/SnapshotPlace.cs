namespace FusionDsl.Testing;

/// <summary>Where the files of one test lie: <c>Snapshots/Type.Method[_parameters][#Suffix].verified.ext</c> beside the test.</summary>
internal sealed record SnapshotPlace(string Folder, string Test, string? Parameters = null)
{
    public const string FolderName = "Snapshots";

    public static SnapshotPlace Of(string testFile, string method, string? parameters)
    {
        var folder = Path.GetDirectoryName(testFile);
        if (!Directory.Exists(folder))
            throw new HarnessException(
                $"The folder of '{testFile}' does not exist here. Snapshots are found through the path that the compiler noted; " +
                "build on this machine, with DeterministicSourcePaths=false.");
        // A partial class may be spread over Type.cs and Type.Part.cs.
        var type = Path.GetFileName(testFile).Split('.')[0];
        return new SnapshotPlace(Path.Combine(folder, FolderName), $"{type}.{method}", parameters);
    }

    public string Prefix => Valid(Parameters is null ? Test : $"{Test}_{Parameters}");

    public string Verified(SnapshotTarget target) => Name(target, "verified");

    public string Received(SnapshotTarget target) => Name(target, "received");

    /// <summary>Names of the test's files of this kind (<c>verified</c> or <c>received</c>) that are on disk.</summary>
    public IEnumerable<string> OnDisk(string kind) => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .Where(name => name.StartsWith($"{Prefix}.{kind}.", StringComparison.Ordinal)
                || (name.StartsWith($"{Prefix}#", StringComparison.Ordinal) && name.Contains($".{kind}.", StringComparison.Ordinal)))
        : [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    private string Name(SnapshotTarget target, string kind) =>
        $"{Prefix}{(target.Suffix is null ? "" : "#" + Valid(target.Suffix))}.{kind}.{target.Extension}";

    // The same on every system, as the files travel: '#' would be read as the start of the suffix.
    private static string Valid(string name) => string.Concat(name.Select(c => c < ' ' || "<>:\"/\\|?*#".Contains(c) ? '-' : c));
}
