using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace FusionDsl.Data.Files;

/// <summary>
/// DuckDB in this process, with access to the files named and to nothing else: no network, no extensions from outside, no other file.
/// </summary>
internal sealed class Engine : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _spill = Path.Combine(Path.GetTempPath(), "fusion-" + Guid.NewGuid().ToString("N"));

    /// <param name="files">Full paths.</param>
    public Engine(IEnumerable<string> files)
    {
        var settings = new DuckDBConnectionStringBuilder
        {
            DataSource = ":memory:",
            // What does not fit into memory is spilled; the default would be a folder in the user's current directory.
            TempDirectory = _spill,
            AutoinstallKnownExtensions = false,
            AutoloadKnownExtensions = false,
            PreserveInsertionOrder = true,
        };
        _connection = new DuckDBConnection(settings.ConnectionString);
        _connection.Open();
        string[] paths = [.. files];
        Run($"SET allowed_paths = [{string.Join(", ", paths.Select(Sql.Text))}]");
        // A name with glob characters is found by listing its folder, so that has to be allowed.
        Run($"SET allowed_directories = [{string.Join(", ", paths.Select(Sql.Listed).OfType<string>().Select(Sql.Text))}]");
        Run("SET enable_external_access = false");
        Run("SET lock_configuration = true");
    }

    /// <summary>Column names and types of a table expression.</summary>
    public IReadOnlyList<(string Name, string Type)> Describe(string from)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM {from}";
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read()) columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    /// <summary>The first row of a query as objects; null if it has none.</summary>
    public object?[]? First(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return row;
    }

    /// <summary>Runs a query whose chunks are then fetched one by one.</summary>
    /// <param name="streaming">
    /// The chunks come while the query runs: less memory, but one thread and no row count. Otherwise the whole result is made first.
    /// </param>
    public Result Query(string sql, bool streaming, CancellationToken cancellation) =>
        new(_connection.NativeConnection, sql, streaming, cancellation);

    public void Dispose()
    {
        _connection.Dispose();
        if (Directory.Exists(_spill)) Directory.Delete(_spill, recursive: true);
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The result of a query, chunk by chunk.</summary>
    public sealed class Result : IDisposable
    {
        private readonly DuckDBPreparedStatement _statement;
        private readonly CancellationTokenRegistration _interrupt;
        private readonly CancellationToken _cancellation;
        private DuckDBResult _result;
        private DuckDBDataChunk? _chunk;

        internal Result(DuckDBNativeConnection connection, string sql, bool streaming, CancellationToken cancellation)
        {
            _cancellation = cancellation;
            cancellation.ThrowIfCancellationRequested();
            if (NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out _statement) != DuckDBState.Success)
            {
                var reason = NativeMethods.PreparedStatements.DuckDBPrepareError(_statement);
                _statement.Dispose();
                throw new EngineException(reason);
            }
            _interrupt = cancellation.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection));
            try
            {
                var state = streaming
                    ? NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result)
                    : NativeMethods.PreparedStatements.DuckDBExecutePrepared(_statement, out _result);
                ThrowIfFailed(state != DuckDBState.Success);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        /// <summary>Rows of a result that was made at once.</summary>
        public long Rows => NativeMethods.Query.DuckDBRowCount(ref _result);

        /// <summary>What the values of a column are; vectors carry no type, so it has to be known.</summary>
        public DuckDBType TypeOf(int column) => NativeMethods.Query.DuckDBColumnType(ref _result, column);

        /// <summary>What the elements of a list column are.</summary>
        public DuckDBType ElementTypeOf(int column)
        {
            using var list = NativeMethods.Query.DuckDBColumnLogicalType(ref _result, column);
            using var element = NativeMethods.LogicalType.DuckDBListTypeChildType(list);
            return NativeMethods.LogicalType.DuckDBGetTypeId(element);
        }

        /// <summary>Fetches the next chunk; the memory of the one before is gone.</summary>
        /// <returns>The number of its rows; 0 at the end.</returns>
        public int Next()
        {
            _cancellation.ThrowIfCancellationRequested();
            _chunk?.Dispose();
            _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
            var rows = _chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
            // A failure in mid-stream looks like the end of the data.
            if (rows == 0) ThrowIfFailed(false);
            return rows;
        }

        /// <summary>The handle of a column's values in the chunk.</summary>
        public IntPtr Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column);

        public void Dispose()
        {
            _interrupt.Dispose();
            _chunk?.Dispose();
            NativeMethods.Query.DuckDBDestroyResult(ref _result);
            _statement.Dispose();
        }

        private void ThrowIfFailed(bool known)
        {
            var reason = NativeMethods.Query.DuckDBResultError(ref _result);
            if (!known && string.IsNullOrEmpty(reason)) return;
            _cancellation.ThrowIfCancellationRequested();
            throw new EngineException(reason ?? "unknown reason");
        }
    }
}

/// <summary>What the engine says; becomes a <see cref="DataException"/> where the file is known.</summary>
internal sealed class EngineException(string reason) : Exception(reason);
