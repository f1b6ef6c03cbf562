using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using static TorchSharp.torch;

namespace FusionDsl.Data.Nodes;

/// <summary>Collects the values of one node, block by block, in the memory where training will read them.</summary>
internal abstract class NodeRows(string node, bool isOptional) : IDisposable
{
    private TableWriter<bool>? _present;

    public string Node => node;

    /// <summary>Whether a sample may be without it.</summary>
    public bool IsOptional => isOptional;

    /// <summary>Whether it is what a head learns: that is never absent.</summary>
    public bool IsLabel { get; private init; }

    /// <summary>How many rows of the file have empty cells for a node that may be absent.</summary>
    public long EmptyRows { get; private set; }

    /// <summary>The columns it reads, in order.</summary>
    public abstract IReadOnlyList<Wanted> Wanted { get; }

    /// <summary>Makes room; called once, before the first block.</summary>
    public abstract void Allocate(long rows, TableMemory memory);

    /// <summary>Takes a block over.</summary>
    /// <param name="columns">As <see cref="Wanted"/>.</param>
    /// <param name="first">The row of the file where the block starts.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <exception cref="BadCell">With a row that counts from the start of the block.</exception>
    public abstract void Take(ReadOnlySpan<Column> columns, long first, int rows);

    /// <summary>The values of the rows that are kept; whoever calls owns the table.</summary>
    /// <exception cref="BadCell">With a row of the file.</exception>
    public abstract Table Finish(Kept kept, List<string> notes, CancellationToken cancellation);

    /// <summary>Who of the kept rows has it; null where all have to. Whoever calls owns the table.</summary>
    public Table? FinishPresence(Kept kept) => _present?.Finish(kept);

    public virtual void Dispose() => _present?.Dispose();

    /// <summary>Room for the values. Where a sample may be without them, one row more: the zeros of those that are in no file.</summary>
    protected TableWriter<T> Room<T>(long rows, ReadOnlySpan<long> shape, ScalarType type, TableMemory memory) where T : unmanaged
    {
        if (!isOptional) return new(rows, shape, type, memory);
        MakeRoomForPresence(rows, memory);
        var table = new TableWriter<T>(rows + 1, shape, type, memory);
        table.Row(rows).Clear();
        return table;
    }

    protected void MakeRoomForPresence(long rows, TableMemory memory)
    {
        if (!isOptional) return;
        _present = new(rows + 1, [], ScalarType.Bool, memory);
        _present.Row(rows).Clear();
    }

    /// <summary>Complains of an empty cell. Of a node that may be absent, rows may be empty as a whole, and are noted.</summary>
    /// <returns>Which rows have values; null: all.</returns>
    protected bool[]? There(ReadOnlySpan<Column> columns, long first, int rows, string expected)
    {
        if (!isOptional)
        {
            foreach (var column in columns) column.RequireAll(rows, expected, IsLabel ? null : MendOfEmpty);
            return null;
        }
        var there = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            there[i] = !columns[0].IsNull(i);
            foreach (var column in columns)
                if (column.IsNull(i) == there[i])
                    throw new BadCell(i, there[i] ? column.Name : columns[0].Name, expected, "an empty cell",
                        "fill all cells of the row, or leave all of them empty where the sample is without it");
        }
        there.CopyTo(_present!.Rows(first, rows));
        var empty = there.AsSpan().Count(false);
        EmptyRows += empty;
        return empty == 0 ? null : there;
    }

    /// <summary>How the values of a node are read from a file or a table with these columns.</summary>
    /// <param name="isList">Whether a column holds lists; null: the format does not say.</param>
    public static NodeRows Of(NodeSource source, IReadOnlyList<string> names, Func<string, bool?> isList) => source switch
    {
        TokensSource tokens => new TokenRows(tokens, names, isList),
        NumbersSource numbers => new NumberRows(numbers.Node, names, numbers.Shape, isList, numbers.Optional),
        TargetSource target => new NumberRows(target.Node, names, [target.Width], isList) { IsLabel = true },
        ImageSource { Channels: not (1 or 3) } image => throw new DataException(
            $"{image.File}: '{image.Node}' is declared with {image.Channels} channels, but a picture gives 1 (grey) or 3 (red, green, blue). " +
            "Declare channels: 1 or channels: 3.", image.File),
        ImageSource image => new PictureRows(image, One(source, names)),
        ClassSource label => new ClassRows(label, One(source, names)),
        _ => throw new InvalidOperationException($"A source of type {source.GetType().Name} is not known."),
    };

    private string MendOfEmpty =>
        $"fill it; or leave all cells of '{node}' empty where a sample is without it, " +
        $"and declare '{node}' with optional: true (Optional = true in C#)";

    private static string One(NodeSource source, IReadOnlyList<string> names) => names.Count == 1 ? names[0] : throw new DataException(
        $"{source.File}: '{source.Node}' takes one column, not {names.Count}: {Nearest.Few([.. names])}.", source.File);
}
