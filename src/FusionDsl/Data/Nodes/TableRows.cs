using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Nodes;

/// <summary>Rows of a <see cref="RecordTable"/> become tensors, by the same rules as rows of a file.</summary>
internal static class TableRows
{
    public static LoadedRows Load(DataPlan plan, RecordTable table, CancellationToken cancellation)
    {
        var count = table.Names.Count;
        if (count == 0) throw new DataException("The reader found no rows.");
        foreach (var (name, values) in table.Columns)
            if (values.Length != count)
                throw new DataException(
                    $"The reader gives {Counted(count)} rows, but column '{name}' has {Counted(values.Length)}.", column: name);

        var notes = new List<string>();
        var tables = new Dictionary<string, Table>();
        // A reader has all of it in memory already.
        var memory = new TableMemory(new MemoryBudget(long.MaxValue));
        try
        {
            foreach (var source in plan.Sources) Read(source, table, tables, memory, notes, cancellation);
            return new LoadedRows(tables, new RowInfo(table.Names, Notes: notes));
        }
        catch
        {
            foreach (var made in tables.Values) made.Dispose();
            throw;
        }
    }

    private static void Read(
        NodeSource source, RecordTable table, Dictionary<string, Table> tables, TableMemory memory, List<string> notes,
        CancellationToken cancellation)
    {
        var names = ColumnNames.Expand(source.Columns, source.Node);
        foreach (var name in names)
            if (!table.Columns.ContainsKey(name))
                throw new DataException(
                    $"The reader gives no column '{name}' (source of '{source.Node}').{Nearest.Hint(name, table.Columns.Keys)} " +
                    $"The columns are {Nearest.Few([.. table.Columns.Keys])}.", column: name);
        using var node = NodeRows.Of(source, names, name => table.Columns[name] is long[][] or float[][]);
        try
        {
            var columns = node.Wanted.Select(Column (wanted) => ArrayColumn.Of(wanted, table.Columns[wanted.Column])).ToArray();
            node.Allocate(table.Names.Count, memory);
            node.Take(columns, 0, table.Names.Count);
            var all = new Kept(null, table.Names.Count);
            tables.Add(source.Node, node.Finish(all, notes, cancellation));
            if (node.FinishPresence(all) is { } present) tables.Add(Presence.Of(source.Node), present);
        }
        catch (BadCell bad)
        {
            throw new DataException(
                $"Row {Counted(bad.Row + 1)} ('{table.Names[(int)bad.Row]}'), column '{bad.Column}': " +
                $"expected {bad.Expected}, found {bad.Found}." +
                (bad.Mend is null ? "" : $" To mend it, {bad.Mend}."), row: bad.Row + 1, column: bad.Column);
        }
    }

    /// <summary>A column that lies in memory as an array.</summary>
    private sealed class ArrayColumn : Column
    {
        private readonly Array _values;
        private float[] _floats = [];
        private double[] _doubles = [];
        private long[] _longs = [];

        private ArrayColumn(Array values, CellKind kind)
        {
            _values = values;
            if (kind == CellKind.Number) _floats = values as float[] ?? Array.ConvertAll((long[])values, value => (float)value);
            if (kind == CellKind.Whole) _doubles = values is float[] floats
                ? Array.ConvertAll(floats, value => (double)value)
                : Array.ConvertAll((long[])values, value => (double)value);
        }

        public static ArrayColumn Of(Wanted wanted, Array values)
        {
            var (fits, expected) = wanted.Kind switch
            {
                CellKind.Text => (values is string[], "string[]"),
                CellKind.Number or CellKind.Whole => (values is float[] or long[], "float[] or long[]"),
                _ => (values is float[][] or long[][], "float[][] or long[][]"),
            };
            if (fits) return new ArrayColumn(values, wanted.Kind) { Name = wanted.Column };
            throw new DataException(
                $"The reader's column '{wanted.Column}': expected {expected}, found {values.GetType().Name}.", column: wanted.Column);
        }

        public override bool IsNull(int row) => _values is not (float[] or long[]) && _values.GetValue(row) is null;

        public override int FirstNull(int rows)
        {
            for (var i = 0; i < rows; i++)
                if (IsNull(i)) return i;
            return -1;
        }

        public override ReadOnlySpan<float> Numbers(int rows) => _floats.AsSpan(0, rows);

        public override ReadOnlySpan<double> Wholes(int rows) => _doubles.AsSpan(0, rows);

        public override string Text(int row) => ((string[])_values)[row];

        public override ReadOnlySpan<float> NumberList(int row)
        {
            if (_values is float[][] lists) return lists[row];
            return _floats = Array.ConvertAll(((long[][])_values)[row], value => (float)value);
        }

        public override ReadOnlySpan<long> WholeList(int row)
        {
            if (_values is long[][] lists) return lists[row];
            var numbers = ((float[][])_values)[row];
            _longs = new long[numbers.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                _longs[i] = (long)numbers[i];
                if (_longs[i] != numbers[i])
                    throw new BadCell(row, Name, "a list of integers", $"{Plain(numbers[i])} (element {i + 1})");
            }
            return _longs;
        }
    }
}
