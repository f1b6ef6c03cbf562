using FusionDsl.Data.Storage;

namespace FusionDsl.Data;

/// <summary>How much memory the tables of a data set may take. What exceeds it lies in files that are mapped into memory.</summary>
/// <param name="Bytes">At least 0; 0 keeps nothing in memory.</param>
/// <param name="Folder">
/// Where the files are, on a disk. Without it the folder that the environment variable <c>FUSIONDSL_TEMP</c> names, or else the system's
/// folder for temporary files; where that lies in memory itself (tmpfs), <c>/var/tmp</c>.
/// </param>
/// <remarks>
/// The files have no name while they are used, so that nothing is left of them, whatever ends the process. Training from them gives the same
/// bits as from memory. Counted are the values; keys, groups and row numbers (some 100 bytes a row) are always in memory.
/// </remarks>
public sealed record MemoryBudget(long Bytes, string? Folder = null)
{
    /// <summary>Half of what the process may use; a container's limit counts.</summary>
    public static MemoryBudget Default => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>At least 0.</summary>
    public long Bytes { get; init; } = Bytes >= 0 ? Bytes : throw new ArgumentOutOfRangeException(nameof(Bytes), Bytes, "A budget is at least 0.");

    internal string FolderOrDefault => Folder ?? TemporaryFolder.Default;
}
