using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>A file of rows: what its columns are called, and how the engine reads them.</summary>
internal abstract class DataFile(string name, string path)
{
    /// <summary>As the plan names it, for messages.</summary>
    public string Name => name;

    /// <summary>Where it lies.</summary>
    public string FullPath => path;

    /// <summary>Exactly as written in the file.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The file as a table of SQL.</summary>
    /// <param name="wanted">What will be read of it.</param>
    public abstract string From(IReadOnlyList<Wanted> wanted);

    /// <summary>A column as SQL that gives exactly what is wanted; vectors carry no type, so nothing is left to guess.</summary>
    public abstract string Expression(Wanted wanted);

    /// <summary>
    /// The table with nothing converted, a column of it as text, and as what it is: to find the cell that did not convert.
    /// </summary>
    public abstract (string From, string Text, string Value) Raw(string column);

    /// <summary>Whether a column holds lists; null where the format does not say.</summary>
    public virtual bool? IsList(string column) => null;

    /// <summary>Whether the number of rows is known without reading them.</summary>
    public virtual bool KnowsItsLength => false;

    /// <summary>About so many bytes its text has, unpacked.</summary>
    public long BytesOfText
    {
        get
        {
            // Numbers written as text shrink to a third or less, hardly ever to a tenth.
            const int packed = 10;
            var bytes = new FileInfo(path).Length;
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? bytes * packed : bytes;
        }
    }

    /// <summary>What went wrong in the engine's words, and which line of the file, if they say so.</summary>
    /// <param name="reason">The words of the scan that stopped.</param>
    /// <param name="structure">Those of a scan that converted nothing, if it stopped too.</param>
    public virtual DataException Explain(string reason, string? structure = null) => new($"{Name}: {Sentence(reason)}", Name);

    /// <summary>The line in a text file of a row, both from 1; null where lines mean nothing.</summary>
    public virtual long? LineOf(long row) => null;

    /// <summary>How it may be opened.</summary>
    /// <exception cref="DataException">No such file, or one of a format that is not read.</exception>
    public static DataFile Open(string name, string path, string usedBy, Engine engine)
    {
        if (!File.Exists(path)) throw Absent(name, path, usedBy);
        var format = Path.GetExtension(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name).ToLowerInvariant();
        try
        {
            return format switch
            {
                ".csv" or ".tsv" => new CsvFile(name, path, format == ".tsv"),
                ".parquet" => new ParquetFile(name, path, engine),
                ".json" or ".jsonl" or ".ndjson" => new JsonFile(name, path, engine),
                _ => throw new DataException(
                    $"{name}: the format '{format}' is not read. Use .csv, .tsv, .json, .jsonl, .ndjson (each also .gz) or .parquet.",
                    name),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataException($"{name} cannot be read: {failure.Message}", name, cause: failure);
        }
    }

    /// <summary>The name of a column as it is in the file.</summary>
    /// <exception cref="DataException">There is none, or more than one.</exception>
    public void Require(string column, string usedBy)
    {
        switch (Columns.Count(name => name == column))
        {
            case 1: return;
            case 0:
                throw new DataException(
                    $"{Name}: there is no column '{column}' ({usedBy}).{(HeaderHint.Length > 0 ? "" : Nearest.Hint(column, Columns))} " +
                    $"The columns are {Nearest.Few(Columns)}.{ColumnNames.RangeHint(column, Columns)}{HeaderHint}",
                    Name, column: column);
            default:
                var places = Enumerable.Range(1, Columns.Count).Where(place => Columns[place - 1] == column).Select(Plain);
                throw new DataException(
                    $"{Name}: the column '{column}' ({usedBy}) appears more than once: " +
                    $"columns {string.Join(" and ", places)}. Rename one of them.",
                    Name, column: column);
        }
    }

    /// <summary>A complaint about one cell.</summary>
    /// <param name="row">From 0.</param>
    public DataException Complain(
        long row, string column, string? key, string expected, string found, string? mend = null, long? line = null)
    {
        line ??= LineOf(row + 1);
        var place = line is null ? $"row {Counted(row + 1)}" : $"line {Counted(line.Value)} (row {Counted(row + 1)})";
        return new DataException(
            $"{Name}, {place}, column '{column}'{(key is null ? "" : $", id '{key}'")}: expected {expected}, found {found}." +
            (mend is null ? "" : $" To mend it, {mend}."),
            Name, row + 1, column);
    }

    /// <summary>What else may be wrong where a column is not there; with a space in front.</summary>
    protected virtual string HeaderHint => "";

    /// <summary>The first line of what the engine says, without its category, with a full stop.</summary>
    protected static string Sentence(string reason)
    {
        var line = reason.Split('\n', 2)[0].Trim();
        var colon = line.IndexOf("Error: ", StringComparison.Ordinal);
        if (colon >= 0) line = line[(colon + "Error: ".Length)..];
        return line.EndsWith('.') ? line : line + ".";
    }

    private static DataException Absent(string name, string path, string usedBy)
    {
        var folder = Path.GetDirectoryName(path)!;
        var there = Directory.Exists(folder);
        string[] names = there ? [.. Directory.EnumerateFiles(folder).Select(file =>
            Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];
        var alike = names.Where(other => Path.GetExtension(other) == Path.GetExtension(name)).ToArray();
        var hint = !there ? " The directory does not exist either."
            : Nearest.Of(Path.GetFileName(name), names) is { } near ? $" Did you mean '{near}'?"
            : alike.Length > 0 ? $" Files of that kind there: {Nearest.Few(alike, 5)}."
            : "";
        // On Windows both separate folders, elsewhere a backslash is a character like any other.
        if (name.Contains('\\') && Path.DirectorySeparatorChar == '/')
            hint = $" Write '/' between folders, on every system: {name.Replace('\\', '/')}";
        return new DataException($"{name}: there is no such file ({usedBy}). Looked in '{folder}'.{hint}", name);
    }
}
