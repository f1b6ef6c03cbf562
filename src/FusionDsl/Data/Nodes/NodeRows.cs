using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;

namespace FusionDsl.Data.Nodes;

/// <summary>Collects the values of one node, block by block, in the memory where training will read them.</summary>
internal abstract class NodeRows(string node) : IDisposable
{
    public string Node => node;

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

    public virtual void Dispose() { }

    /// <summary>How the values of a node are read from a file or a table with these columns.</summary>
    /// <param name="isList">Whether a column holds lists; null: the format does not say.</param>
    public static NodeRows Of(NodeSource source, IReadOnlyList<string> names, Func<string, bool?> isList) => source switch
    {
        TokensSource tokens => new TokenRows(tokens, names, isList),
        NumbersSource numbers => new NumberRows(numbers.Node, names, numbers.Shape, isList),
        TargetSource target => new NumberRows(target.Node, names, [target.Width], isList),
        ImageSource image => new PictureRows(image, One(source, names)),
        ClassSource label => new ClassRows(label, One(source, names)),
        _ => throw new InvalidOperationException($"A source of type {source.GetType().Name} is not known."),
    };

    private static string One(NodeSource source, IReadOnlyList<string> names) => names.Count == 1 ? names[0] : throw new DataException(
        $"{source.File}: '{source.Node}' takes one column, not {names.Count}: {Nearest.Few([.. names])}.", source.File);
}
