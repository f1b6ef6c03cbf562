using System.Text.RegularExpressions;

namespace FusionDsl.Data.Files;

/// <summary>JSON: an array of objects, or one object per line. A member that an object lacks is an empty cell.</summary>
internal sealed partial class JsonFile : DataFile
{
    // The engine's name for the one column of a file whose values are no objects.
    private const string NoObjects = "json";

    public JsonFile(string name, string path, Engine engine) : base(name, path)
    {
        var last = TextFile.LastByte(path);
        try
        {
            Columns = [.. engine.Describe(Table).Select(column => column.Name)];
        }
        catch (DuckDB.NET.Data.DuckDBException broken)
        {
            throw JsonText.Fault(name, path) ?? new DataException($"{name} cannot be read as JSON: {Sentence(broken.Message)}", name, cause: broken);
        }
        // The engine takes an array that ends behind a comma for a whole one.
        if (Columns is not [NoObjects] && last is (byte)']' or (byte)'}') return;
        if (JsonText.Fault(name, path) is { } fault) throw fault;
    }

    public override IReadOnlyList<string> Columns { get; }

    // All rows are looked at for names, and no type is guessed: every member stays JSON.
    private string Table => $"read_json({Sql.Path(FullPath)}, sample_size = -1, maximum_depth = 1, hive_partitioning = false)";

    public override string From(IReadOnlyList<Wanted> wanted) => Table;

    public override (string From, string Text, string Value) Raw(string column) => (Table, Plain(column), Plain(column));

    public override string Expression(Wanted wanted) => wanted.Kind switch
    {
        CellKind.Number => $"CAST({Plain(wanted.Column)} AS FLOAT)",
        CellKind.Whole => $"CAST({Plain(wanted.Column)} AS DOUBLE)",
        _ => Plain(wanted.Column),
    };

    public override DataException Explain(string reason, string? structure = null) => Place().Match(reason) is { Success: true } match
        ? new($"{Name}, row {match.Groups[1].Value}: {Sentence(match.Groups[2].Value)}", Name) : base.Explain(reason, structure);

    /// <summary>Strings without their quotes, anything else as written; JSON's null is NULL.</summary>
    private static string Plain(string column) => $"(CAST({Sql.Name(column)} AS JSON) ->> '$')";

    [GeneratedRegex("in (?:record/value|line) ([0-9]+): (.+)")]
    private static partial Regex Place();
}
