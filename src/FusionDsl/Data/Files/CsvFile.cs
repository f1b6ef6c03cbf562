using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>
/// CSV with a header line, in UTF-8. The engine gets every column by position under a name of ours (c0, c1, …) and with a type: its own
/// detection is slow, rounds 2.5 to 3 where the first rows are whole, and renames columns.
/// </summary>
internal sealed partial class CsvFile : DataFile
{
    private readonly char _separator;
    private readonly string _lineEnd;

    public CsvFile(string name, string path, bool tabs) : base(name, path)
    {
        if (TextFile.IsPacked(path)) _ = TextFile.LastByte(path);   // Throws if it was cut off, which the engine does not tell.
        (Columns, _separator, _lineEnd) = ReadHeader(tabs ? "\t" : ",;\t|");
    }

    public override IReadOnlyList<string> Columns { get; }

    /// <summary>Said to the user where it is not the comma of the format's name.</summary>
    public string? Note => _separator == ',' || Name.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? null
        : $"{Name}: the fields are separated by {(_separator == '\t' ? "tabs" : $"'{_separator}'")}";

    public override string From(IReadOnlyList<Wanted> wanted)
    {
        var types = new string[Columns.Count];
        Array.Fill(types, "VARCHAR");
        // Numbers converted while scanning are faster than text cast later; a column that is also read as text stays text.
        foreach (var column in wanted.GroupBy(column => column.Column))
        {
            if (column.All(use => use.Kind == CellKind.Number)) types[IndexOf(column.Key)] = "FLOAT";
            else if (column.All(use => use.Kind == CellKind.Whole)) types[IndexOf(column.Key)] = "DOUBLE";
        }
        return Table(types);
    }

    public override string Expression(Wanted wanted) => wanted.Kind switch
    {
        CellKind.Number => $"CAST({Field(wanted.Column)} AS FLOAT)",
        CellKind.Whole => $"CAST({Field(wanted.Column)} AS DOUBLE)",
        _ => Field(wanted.Column),
    };

    public override (string From, string Text, string Value) Raw(string column) =>
        (Table([.. Enumerable.Repeat("VARCHAR", Columns.Count)]), Field(column), Field(column));

    public override long? LineOf(long row)
    {
        using var text = new CsvText(FullPath, _separator);
        var fields = new List<string>();
        for (var record = -1L; text.Read(fields);)
        {
            // The engine skips empty lines, but in a file of one column they are empty cells.
            if (text.IsBlank && Columns.Count > 1) continue;
            if (++record == row) return text.Line;
        }
        return null;
    }

    public override DataException Explain(string reason, string? structure = null)
    {
        // A row with a field too few or too many has its cells in wrong columns: that one of them is no number tells nothing.
        if (structure is not null && !(LineIn(reason) < LineIn(structure))) reason = structure;
        var line = LineIn(reason);
        var place = line is null ? Name : $"{Name}, line {Counted(line.Value)}";
        if (FieldCount().Match(reason) is { Success: true } count)
            return new($"{place}: expected {count.Groups[1].Value} fields as in the header, found {count.Groups[2].Value}.", Name);
        if (Conversion().Match(reason) is { Success: true } cell)
            return new(
                $"{place}, column '{Columns[int.Parse(cell.Groups[1].Value, CultureInfo.InvariantCulture)]}': expected " +
                $"{(cell.Groups[3].Value == "FLOAT" ? "a number" : "an integer")}, found '{Short(cell.Groups[2].Value)}'." +
                (NumberText.Mend(cell.Groups[2].Value) is { } mend ? $" To mend it, {mend}." : ""), Name);
        if (reason.Contains("not utf-8", StringComparison.OrdinalIgnoreCase)) return NotUtf8(place);
        if (reason.Contains("invalid state", StringComparison.OrdinalIgnoreCase))
            return new($"{place}: the rows cannot be told apart. Most often line ends are mixed; write every line end like the first " +
                       $"({_lineEnd}), and a quote inside of a quoted field twice.", Name);
        if (reason.Contains("unterminated quote", StringComparison.OrdinalIgnoreCase))
            return new($"{place}: a quote (\") is opened and never closed. A quote inside of a field is written twice.", Name);
        var lines = reason.Split('\n').Where(text =>
            !text.Contains("CSV Error on Line") && !text.StartsWith("Original Line", StringComparison.Ordinal));
        return new($"{place}: {Sentence(lines.FirstOrDefault() ?? reason)}", Name);
    }

    protected override string HeaderHint => Columns.Any(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || NumberText.Mend(name) is not null)
            ? " If they are values: the header is missing, the first line has to hold the names of the columns." : "";

    private static long? LineIn(string reason) =>
        LineNumber().Match(reason) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private string Field(string column) => "c" + IndexOf(column).ToString(CultureInfo.InvariantCulture);

    private int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column) return i;
        throw new InvalidOperationException($"'{column}' was not required before.");
    }

    // The engine guesses the line end from the first one it sees, even within quotes, and then may find no row at all: it is told.
    private string Table(IReadOnlyList<string> types)
    {
        var columns = string.Join(", ", types.Select((type, i) => $"'c{Plain(i)}': '{type}'"));
        return $"read_csv({Sql.Path(FullPath)}, auto_detect = false, header = true, delim = {Sql.Text(_separator.ToString())}, " +
               $"quote = '\"', escape = '\"', new_line = '{_lineEnd}', hive_partitioning = false, columns = {{{columns}}})";
    }

    /// <summary>The first of the separators that divides the header; a header that none divides is one name.</summary>
    private (IReadOnlyList<string> Names, char Separator, string LineEnd) ReadHeader(string separators)
    {
        foreach (var separator in separators)
        {
            var (names, lineEnd) = ReadHeader(separator);
            if (names.Count > 1) return (names, separator, lineEnd);
        }
        var (only, end) = ReadHeader(separators[0]);
        return (only, separators[0], end);
    }

    private (List<string> Names, string LineEnd) ReadHeader(char separator)
    {
        var fields = new List<string>();
        using var text = new CsvText(FullPath, separator);
        if (!text.Read(fields) || text.IsBlank)
            throw new DataException($"{Name}: the first line is empty; expected a header with the names of the columns.", Name);
        if (fields[0].StartsWith("\u00ff\u00fe", StringComparison.Ordinal)
            || fields[0].StartsWith("\u00fe\u00ff", StringComparison.Ordinal))
            throw new DataException($"{Name} is UTF-16. Save it as UTF-8.", Name);
        try
        {
            var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
            return (fields.ConvertAll(field => utf8.GetString(Encoding.Latin1.GetBytes(field))), text.LineEnd);
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8($"{Name}, line 1");
        }
    }

    private DataException NotUtf8(string place) =>
        new($"{place}: these bytes are not UTF-8. Save the file as UTF-8 (iconv -f latin1 -t utf-8, if it is Latin-1).", Name);

    [GeneratedRegex(@"CSV Error on Line: (\d+)")]
    private static partial Regex LineNumber();

    [GeneratedRegex("converting column \"c([0-9]+)\"\\. Could not convert string \"(.*)\" to '(FLOAT|DOUBLE)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"Expected Number of Columns: (\d+) Found: (\d+)")]
    private static partial Regex FieldCount();
}
