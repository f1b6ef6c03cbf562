using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Nodes;

/// <summary>Token ids as int64: one list per row, or a column per place.</summary>
internal sealed class TokenRows : NodeRows
{
    private readonly TokensSource _source;
    private readonly bool _lists;
    private readonly List<long> _cut = [], _empty = [];
    private TableWriter<long>? _table;

    public TokenRows(TokensSource source, IReadOnlyList<string> names, Func<string, bool?> isList) : base(source.Node, source.Optional)
    {
        _source = source;
        // One token in one column may be a number or a list of one.
        _lists = names.Count == 1 && !(source.Length == 1 && isList(names[0]) == false);
        if (!_lists && names.Count != source.Length)
            throw new DataException(
                $"{source.File}: '{source.Node}' takes one column of integer lists or " +
                $"{Counted(source.Length)} integer columns; {Counted(names.Count)} columns are named.",
                source.File);
        Wanted = [.. names.Select(name => new Wanted(name, _lists ? CellKind.WholeList : CellKind.Whole))];
    }

    public override IReadOnlyList<Wanted> Wanted { get; }

    private string Expected => $"token ids from 0 to {_source.Vocabulary - 1}";

    public override void Allocate(long rows, TableMemory memory) => _table = Room<long>(rows, [_source.Length], ScalarType.Int64, memory);

    public override void Take(ReadOnlySpan<Column> columns, long first, int rows)
    {
        var there = There(columns, first, rows, Expected);
        if (_lists) TakeLists(columns[0], first, rows, there);
        else
            for (var j = 0; j < columns.Length; j++) TakeNumbers(columns[j], j, first, rows, there);
    }

    public override Table Finish(Kept kept, List<string> notes, CancellationToken cancellation)
    {
        Note(_cut, $"'{Node}' are longer than {Counted(_source.Length)} tokens and were cut");
        Note(_empty, $"'{Node}' have no token at all and are padding only");
        return _table!.Finish(kept);

        void Note(List<long> rows, string what)
        {
            var count = rows.Count(kept.Contains);
            if (count > 0) notes.Add($"{Counted(count)} of {Counted(kept.Count)} sequences of {what}");
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _table?.Dispose();
    }

    private void TakeLists(Column column, long first, int rows, bool[]? there)
    {
        for (var i = 0; i < rows; i++)
        {
            if (there is not null && !there[i])
            {
                _table!.Row(first + i).Clear();
                continue;
            }
            var tokens = column.WholeList(i);
            if (tokens.Length > _source.Length)
            {
                if (!_source.Truncate)
                    throw new BadCell(i, column.Name, $"at most {Counted(_source.Length)} tokens", $"{Counted(tokens.Length)}",
                        "declare more tokens, or allow that longer sequences are cut");
                tokens = tokens[.._source.Length];
                _cut.Add(first + i);
            }
            if (tokens.IsEmpty) _empty.Add(first + i);
            var wrong = FirstOutside(tokens, _source.Vocabulary);
            if (wrong >= 0) throw new BadCell(i, column.Name, Expected, $"{Plain(tokens[wrong])} (element {wrong + 1})");
            var row = _table!.Row(first + i);
            tokens.CopyTo(row);
            row[tokens.Length..].Clear();
        }
    }

    private void TakeNumbers(Column column, int place, long first, int rows, bool[]? there)
    {
        var numbers = column.Wholes(rows);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (there is not null && !there[i])
            {
                _table!.Row(first + i)[place] = 0;
                continue;
            }
            var token = (long)numbers[i];
            if (token != numbers[i] || token < 0 || token >= _source.Vocabulary)
                throw new BadCell(i, column.Name, Expected, Plain(numbers[i]));
            _table!.Row(first + i)[place] = token;
        }
    }

    /// <summary>The place of the first id that is not in the vocabulary; -1 if all are.</summary>
    internal static int FirstOutside(ReadOnlySpan<long> tokens, int vocabulary)
    {
        for (var i = 0; i < tokens.Length; i++)
            if ((ulong)tokens[i] >= (ulong)vocabulary) return i;
        return -1;
    }
}
