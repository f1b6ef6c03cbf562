using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Nodes;

/// <summary>Class labels as int64: the place in the list of classes of the one that the cell names.</summary>
/// <remarks>
/// A name counts exactly. Where all classes are one word with numbers (Class0, Class1), the number alone names a class, too: it is never its place
/// in the list, so that no label can mean another class than the one whose name has it.
/// </remarks>
internal sealed class ClassRows : NodeRows
{
    private readonly ClassSource _source;
    private readonly Dictionary<string, long> _index = [];
    private readonly string? _stem;
    private TableWriter<long>? _table;

    public ClassRows(ClassSource source, string column) : base(source.Node, isOptional: false)
    {
        _source = source;
        Wanted = [new(column, CellKind.Text)];
        for (var i = 0; i < source.Classes.Count; i++) _index[source.Classes[i]] = i;
        _stem = StemOf(source.Classes);
        if (_stem is null) return;
        foreach (var name in source.Classes) _index[name[_stem.Length..]] = _index[name];
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
            // Pandas writes a column of integers as 1.0 where a cell of it was ever empty.
            if (_stem is not null && name.EndsWith(".0", StringComparison.Ordinal) && IsNumber(name[..^2])
                && _index.TryGetValue(name[..^2], out into[i])) continue;
            throw new BadCell(i, column.Name, $"a class of '{Node}' ({Nearest.Few([.. _source.Classes], 40)})", $"'{name}'", Mend(name));
        }
    }

    public override Table Finish(Kept kept, List<string> notes, CancellationToken cancellation)
    {
        var occurs = new bool[_source.Classes.Count];
        for (var i = 0L; i < kept.Count; i++) occurs[_table!.Row(kept[i])[0]] = true;
        string[] absent = [.. _source.Classes.Where((_, i) => !occurs[i])];
        if (absent.Length > 0)
            notes.Add(
                $"No row is of the class{(absent.Length == 1 ? "" : "es")} {Nearest.Few(absent)} of '{Node}': " +
                "that cannot be learned from these data");
        return _table!.Finish(kept);
    }

    private string? Mend(string name)
    {
        if (Nearest.Of(name, _source.Classes) is { } near) return $"write '{near}'";
        if (!IsNumber(name)) return null;
        return _stem is not null ? $"declare a class {_stem}{name}, if there is one"
            : "write the names into the file; or name all classes by one word and the number in the file, " +
              $"such as Class{name}: then {name} is Class{name}";
    }

    /// <summary>What the names of all classes begin with, if a number follows it in each: Class of Class0 and Class1.</summary>
    private static string? StemOf(IReadOnlyList<string> classes)
    {
        var stem = classes[0].TrimEnd("0123456789".ToCharArray());
        var isStem = stem.Length > 0
            && classes.All(name => name.StartsWith(stem, StringComparison.Ordinal) && IsNumber(name[stem.Length..]));
        return isStem ? stem : null;
    }

    // Written in the one way that a number is: Class01 has none.
    private static bool IsNumber(string text) =>
        text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (text[0] != '0' || text.Length == 1);

    public override void Dispose() => _table?.Dispose();
}
