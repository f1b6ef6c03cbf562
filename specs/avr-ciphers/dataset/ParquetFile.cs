using DuckDB.NET.Data;

namespace AvrCiphers.Dataset;

/// <summary>Writes the rows. One thread and one order: the same rows make the same bytes.</summary>
internal static class ParquetFile
{
    public static void Write(string path, List<FunctionRow> rows)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:;threads=1;preserve_insertion_order=true");
        connection.Open();
        Execute(connection,
            "CREATE TABLE functions (id VARCHAR, function VARCHAR, implementation VARCHAR, mcu VARCHAR, optimization VARCHAR, "
            + "build VARCHAR, cipher VARCHAR, family VARCHAR, crypto VARCHAR, opcodes INTEGER[], frequencies FLOAT[], "
            + string.Join(", ", Splits.All.Select(split => $"{split.Column} VARCHAR")) + ")");
        using (DuckDBAppender appender = connection.CreateAppender("functions"))
        {
            foreach (FunctionRow row in rows.OrderBy(row => row.Id, StringComparer.Ordinal))
                Append(appender.CreateRow(), row);
        }

        string quoted = path.Replace("'", "''", StringComparison.Ordinal);
        Execute(connection, $"COPY functions TO '{quoted}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)");
    }

    private static void Append(IDuckDBAppenderRow to, FunctionRow row)
    {
        string[] names =
        [
            row.Id, row.Function, row.Implementation, row.Mcu, row.Optimization, row.Build,
            row.Cipher, Labels.Family[row.Cipher], Labels.Crypto(row.Cipher),
        ];
        foreach (string name in names)
            to.AppendValue(name);
        to.AppendValue(row.Opcodes).AppendValue(row.Frequencies);
        foreach (SplitPart part in row.Parts)
            to.AppendValue(Tally.Name(part));
        to.EndRow();
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
