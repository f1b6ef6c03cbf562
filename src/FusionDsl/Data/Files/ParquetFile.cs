namespace FusionDsl.Data.Files;

/// <summary>Parquet: columns have names and types.</summary>
internal sealed class ParquetFile : DataFile
{
    private static readonly HashSet<string> SmallIntegers =
        ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"];

    private readonly Dictionary<string, string> _types = [];

    public ParquetFile(string name, string path, Engine engine) : base(name, path)
    {
        try
        {
            var columns = engine.Describe(Table);
            Columns = [.. columns.Select(column => column.Name)];
            foreach (var (column, type) in columns) _types[column] = type;
        }
        catch (DuckDB.NET.Data.DuckDBException broken)
        {
            throw new DataException($"{name} cannot be read as Parquet: {Sentence(broken.Message)}", name, cause: broken);
        }
    }

    public override IReadOnlyList<string> Columns { get; }

    public override bool KnowsItsLength => true;

    // A folder called year=2024 would add a column.
    private string Table => $"read_parquet({Sql.Path(FullPath)}, hive_partitioning = false)";

    public override bool? IsList(string column) => _types[column].EndsWith(']');

    public override string From(IReadOnlyList<Wanted> wanted) => Table;

    public override (string From, string Text, string Value) Raw(string column) =>
        (Table, $"CAST({Sql.Name(column)} AS VARCHAR)", Sql.Name(column));

    public override string Expression(Wanted wanted)
    {
        var (column, type) = (Sql.Name(wanted.Column), _types[wanted.Column]);
        var (expected, sql) = wanted.Kind switch
        {
            CellKind.Text => ("text", $"CAST({column} AS VARCHAR)"),
            CellKind.Number => ("numbers", $"CAST({column} AS FLOAT)"),
            // A cast to an integer would round 2.5 to 3 without a word: read as it is, checked later.
            CellKind.Whole => ("integers", $"CAST({column} AS DOUBLE)"),
            CellKind.NumberList => ("lists of numbers", $"CAST({column} AS FLOAT[])"),
            CellKind.WholeList =>
                ("lists of integers", $"CAST({column} AS {(SmallIntegers.Contains(Element(type)) ? "BIGINT[]" : "DOUBLE[]")})"),
            _ => throw new InvalidOperationException(wanted.Kind.ToString()),
        };
        var readable = wanted.Kind switch
        {
            CellKind.Text => IsText(type) || IsNumber(type),
            CellKind.Number or CellKind.Whole => IsNumber(type) || type == "VARCHAR",
            _ => type.EndsWith(']') && (IsNumber(Element(type)) || Element(type) == "VARCHAR"),
        };
        if (!readable)
            throw new DataException(
                $"{Name}, column '{wanted.Column}': expected {expected}, found a column of type {type}.", Name, column: wanted.Column);
        return sql;
    }

    private static string Element(string type) => type.EndsWith(']') ? type[..type.LastIndexOf('[')] : type;

    private static bool IsText(string type) =>
        type is "VARCHAR" or "UUID" or "DATE" or "TIME" || type.StartsWith("TIMESTAMP", StringComparison.Ordinal)
            || type.StartsWith("ENUM", StringComparison.Ordinal);

    private static bool IsNumber(string type) =>
        SmallIntegers.Contains(type) || type is "UBIGINT" or "HUGEINT" or "UHUGEINT" or "FLOAT" or "DOUBLE" or "BOOLEAN" ||
        type.StartsWith("DECIMAL", StringComparison.Ordinal);
}
