namespace FusionDsl.Data.Files;

/// <summary>JSON: an array of objects, or one object per line. A member that an object lacks is an empty cell.</summary>
internal sealed class JsonFile : DataFile
{
    public JsonFile(string name, string path, Engine engine) : base(name, path)
    {
        try
        {
            Columns = [.. engine.Describe(Table).Select(column => column.Name)];
        }
        catch (DuckDB.NET.Data.DuckDBException broken)
        {
            throw new DataException($"{name} cannot be read as JSON: {Sentence(broken.Message)}", name, cause: broken);
        }
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

    /// <summary>Strings without their quotes, anything else as written; JSON's null is NULL.</summary>
    private static string Plain(string column) => $"(CAST({Sql.Name(column)} AS JSON) ->> '$')";
}
