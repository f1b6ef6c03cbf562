namespace FusionDsl.Data;

/// <summary>
/// Turns one input file into rows for <c>fusion predict</c>: a firmware into functions, a recording into windows. A plug-in: the spec names its
/// assembly, the tool finds it and creates the one public class that implements this interface by its parameterless constructor.
/// </summary>
public interface IRecordReader
{
    /// <summary>The extensions it reads, for instance <c>.elf</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads one file.</summary>
    /// <exception cref="FusionException">The file is not what it should be; names the file and the offset.</exception>
    RecordTable Read(string path);
}

/// <summary>Rows in memory, by columns with the names that the data files of the training have too.</summary>
/// <param name="Names">What each row is, for people: the function at 0x602.</param>
/// <param name="Columns">
/// Each of <c>long[][]</c> (integer lists), <c>float[][]</c> (number lists), <c>float[]</c>, <c>long[]</c> or <c>string[]</c>, one element per row.
/// </param>
public sealed record RecordTable(IReadOnlyList<string> Names, IReadOnlyDictionary<string, Array> Columns);
