using DuckDB.NET.Data;
using DuckDB.NET.Native;
using FusionDsl.Data.Nodes;
using FusionDsl.Data.Storage;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>What was read from one file: the values of its nodes, and the key, group and part of every row.</summary>
internal sealed class FileRows(DataFile file) : IDisposable
{
    private readonly List<NodeRows> _nodes = [];

    public DataFile File => file;

    public IReadOnlyList<NodeRows> Nodes => _nodes;

    public long Count { get; private set; }

    /// <summary>Whether a sample need not be in it: nothing else is read from it than modalities that may be absent.</summary>
    public bool MayLackSamples => Group is null && Part is null && _nodes.Count > 0 && _nodes.TrueForAll(node => node.IsOptional);

    /// <summary>The column that names a row.</summary>
    public TextRows? Key { get; set; }

    /// <summary>The column of the split's groups, if it is in this file.</summary>
    public TextRows? Group { get; set; }

    /// <summary>The column that deals the rows out, if it is in this file.</summary>
    public TextRows? Part { get; set; }

    /// <summary>Adds a node whose values lie in this file.</summary>
    public void Add(NodeSource source)
    {
        var names = ColumnNames.Expand(source.Columns, source.Node);
        foreach (var name in names) file.Require(name, $"source of '{source.Node}'");
        var node = NodeRows.Of(source, names, file.IsList);
        if (node is PictureRows pictures) pictures.LookIn(Path.GetDirectoryName(file.FullPath)!);
        _nodes.Add(node);
    }

    /// <summary>Reads all rows in the order of the file.</summary>
    /// <param name="memory">Makes room for the values.</param>
    public void Read(Engine engine, TableMemory memory, CancellationToken cancellation)
    {
        var texts = new[] { Key, Group, Part }.OfType<TextRows>().ToArray();
        Wanted[] wanted = [.. texts.Select(text => text.Wanted), .. _nodes.SelectMany(node => node.Wanted)];
        var sql = $"SELECT {string.Join(", ", wanted.Select(file.Expression))} FROM {file.From(wanted)}";
        try
        {
            // Rows that come while the file is read need no memory beside the tables, which have to be made before.
            var streaming = file.KnowsItsLength || memory.IsShortFor(file.BytesOfText);
            if (streaming) Count = Convert.ToInt64(engine.First($"SELECT count(*) FROM {file.From(wanted)}")![0]);
            using var result = engine.Query(sql, streaming, cancellation);
            if (!streaming) Count = result.Rows;
            if (Count == 0) throw new DataException($"{file.Name} has no rows.", file.Name);
            Read(result, wanted, texts, memory);
        }
        catch (Exception failure) when (failure is EngineException or DuckDBException)
        {
            throw FirstUnreadable(engine, wanted, failure.Message);
        }
    }

    /// <summary>The values of a node for the kept rows.</summary>
    public Table Finish(NodeRows node, Kept kept, List<string> notes, CancellationToken cancellation)
    {
        try
        {
            return node.Finish(kept, notes, cancellation);
        }
        catch (BadCell bad)
        {
            throw Complain(bad, 0);
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes) node.Dispose();
    }

    private void Read(Engine.Result result, Wanted[] wanted, TextRows[] texts, TableMemory memory)
    {
        var columns = new Column[wanted.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var type = result.TypeOf(i);
            var element = type == DuckDBType.List ? result.ElementTypeOf(i) : DuckDBType.Invalid;
            columns[i] = new VectorColumn(type, element) { Name = wanted[i].Column };
        }
        foreach (var text in texts) text.Allocate(Count);
        foreach (var node in _nodes) node.Allocate(Count, memory);

        var first = 0L;
        for (int rows; (rows = result.Next()) > 0; first += rows)
        {
            if (first + rows > Count) throw new DataException($"{file.Name} grew while it was read.", file.Name);
            for (var i = 0; i < columns.Length; i++) ((VectorColumn)columns[i]).Bind(result.Vector(i));
            try
            {
                var next = 0;
                foreach (var text in texts) text.Take(columns[next++], first, rows);
                foreach (var node in _nodes)
                {
                    node.Take(columns.AsSpan(next, node.Wanted.Count), first, rows);
                    next += node.Wanted.Count;
                }
            }
            catch (BadCell bad)
            {
                throw Complain(bad, first);
            }
        }
        if (first != Count)
            throw new DataException($"{file.Name}: only {Counted(first)} of {Counted(Count)} rows could be read.", file.Name);
    }

    private DataException Complain(BadCell bad, long first)
    {
        var row = first + bad.Row;
        var key = Key is not null && bad.Column != Key.Wanted.Column ? Key.Values[(int)row] : null;
        return file.Complain(row, bad.Column, key, bad.Expected, bad.Found, bad.Mend);
    }

    /// <summary>
    /// The engine's scan stopped at a cell that does not convert. Its message is for those who write SQL (and in Parquet has no row),
    /// so the file is searched once more, as text, for the first such cell.
    /// </summary>
    private DataException FirstUnreadable(Engine engine, Wanted[] wanted, string reason)
    {
        var numeric = wanted.Where(column => column.Kind != CellKind.Text).DistinctBy(column => column.Column).ToArray();
        var (row, culprit, cell, key) = (long.MaxValue, default(Wanted), "", (string?)null);
        var name = Key is null ? "NULL" : file.Raw(Key.Wanted.Column).Text;
        foreach (var column in numeric)
        {
            var isList = column.Kind is CellKind.NumberList or CellKind.WholeList;
            if (isList && file.IsList(column.Column) is null) continue;
            var (from, text, value) = file.Raw(column.Column);
            var type = (column.Kind is CellKind.Number or CellKind.NumberList ? "FLOAT" : "DOUBLE") + (isList ? "[]" : "");
            object?[]? found;
            try
            {
                // In a list, only the elements that do not convert become NULL.
                var converts = isList ? "list_count(value) = list_count(original)" : "value IS NOT NULL";
                found = engine.First(
                    $"SELECT number, cell, name FROM (SELECT row_number() OVER () AS number, {text} AS cell, {value} AS original, " +
                    $"{name} AS name, TRY_CAST({value} AS {type}) AS value FROM {from}) " +
                    $"WHERE cell IS NOT NULL AND ({converts}) IS NOT TRUE ORDER BY number LIMIT 1");
            }
            catch (DuckDBException broken)
            {
                // The file itself is broken, too.
                return file.Explain(reason, broken.Message);
            }
            if (found is null || Convert.ToInt64(found[0]) >= row) continue;
            (row, culprit, cell, key) = (Convert.ToInt64(found[0]), column, (string)found[1]!, (string?)found[2]);
        }
        if (row == long.MaxValue) return file.Explain(reason);
        var expected = culprit.Kind switch { CellKind.Number => "a number", CellKind.Whole => "an integer", _ => "a list of numbers" };
        return file.Complain(row - 1, culprit.Column, key, expected, $"'{Numerals.Short(cell)}'", NumberText.Mend(cell));
    }
}
