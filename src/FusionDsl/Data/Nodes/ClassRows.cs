using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Nodes;

/// <summary>Class labels as int64: the place of the cell's text in the list of classes.</summary>
internal sealed class ClassRows : NodeRows
{
    private readonly ClassSource _source;
    private readonly Dictionary<string, long> _index = [];
    private TableWriter<long>? _table;

    public ClassRows(ClassSource source, string column) : base(source.Node, isOptional: false)
    {
        _source = source;
        Wanted = [new(column, CellKind.Text)];
        for (var i = 0; i < source.Classes.Count; i++) _index[source.Classes[i]] = i;
    }

    public override IReadOnlyList<Wanted> Wanted { get; }

    public override void Allocate(long rows, TableMemory memory) => _table = new(rows, [], ScalarType.Int64, memory);

    public override void Take(ReadOnlySpan<Column> columns, long first, int rows)
    {
        var column = columns[0];
        column.RequireAll(rows, $"a class of '{Node}'");
        var into = _table!.Rows(first, rows);
        for (var i = 0; i < rows; i++)
        {
            var name = column.Text(i);
            if (_index.TryGetValue(name, out into[i])) continue;
            throw new BadCell(i, column.Name, $"a class of '{Node}' ({Nearest.Few([.. _source.Classes], 40)})", $"'{name}'",
                Nearest.Of(name, _source.Classes) is { } near ? $"write '{near}'" : null);
        }
    }

    public override Table Finish(Kept kept, List<string> notes, CancellationToken cancellation) => _table!.Finish(kept);

    public override void Dispose() => _table?.Dispose();
}
