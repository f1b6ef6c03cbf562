using System.Numerics;
using System.Runtime.InteropServices;
using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Nodes;

/// <summary>Float32 values: a column per number, or a list with all numbers, or a list per channel.</summary>
internal sealed class NumberRows : NodeRows
{
    /// <summary>Rows that are turned from columns into rows at a time: 64 bytes of each column.</summary>
    private const int Block = 16;

    private readonly long[] _shape;
    private readonly int _width;
    private readonly bool _lists;
    private TableWriter<float>? _table;

    public NumberRows(string node, IReadOnlyList<string> names, IReadOnlyList<int> shape, Func<string, bool?> isList, bool isOptional = false)
        : base(node, isOptional)
    {
        _shape = [.. shape.Select(extent => (long)extent)];
        _width = checked((int)_shape.Aggregate(1L, (product, extent) => product * extent));
        var channels = shape.Count > 1 ? shape[0] : 1;
        // As many columns as numbers are numbers, unless the file says that they are lists (of one number each).
        _lists = names.Count != _width || isList(names[0]) == true;
        if (_lists && names.Count != 1 && names.Count != channels)
            throw new DataException(
                $"'{node}' takes {Counted(_width)} numbers per sample, from {Counted(_width)} numeric columns or one list column" +
                (channels > 1 ? $" or {Counted(channels)} list columns (one per channel)" : "") +
                $"; {Counted(names.Count)} columns are named.");
        Wanted = [.. names.Select(name => new Wanted(name, _lists ? CellKind.NumberList : CellKind.Number))];
    }

    public override IReadOnlyList<Wanted> Wanted { get; }

    public override void Allocate(long rows, TableMemory memory) => _table = Room<float>(rows, _shape, ScalarType.Float32, memory);

    public override void Take(ReadOnlySpan<Column> columns, long first, int rows)
    {
        if (_lists) TakeLists(columns, first, rows);
        else TakeNumbers(columns, first, rows);
    }

    public override Table Finish(Kept kept, List<string> notes, CancellationToken cancellation) => _table!.Finish(kept);

    public override void Dispose()
    {
        base.Dispose();
        _table?.Dispose();
    }

    private void TakeNumbers(ReadOnlySpan<Column> columns, long first, int rows)
    {
        var there = There(columns, first, rows, "a number");
        for (var start = 0; start < rows; start += Block)
        {
            var count = Math.Min(Block, rows - start);
            var into = _table!.Rows(first + start, count);
            for (var j = 0; j < columns.Length; j++)
            {
                var numbers = columns[j].Numbers(rows).Slice(start, count);
                for (int i = 0, at = j; i < numbers.Length; i++, at += _width) into[at] = numbers[i];
            }
            if (there is not null)
                for (var i = 0; i < count; i++)
                    if (!there[start + i]) into.Slice(i * _width, _width).Clear();
            RequireFinite(into, columns, start);
        }
    }

    private void TakeLists(ReadOnlySpan<Column> columns, long first, int rows)
    {
        var length = _width / columns.Length;
        var expected = $"a list of {Counted(length)} numbers";
        var there = There(columns, first, rows, expected);
        for (var channel = 0; channel < columns.Length; channel++)
        {
            for (var i = 0; i < rows; i++)
            {
                if (there is not null && !there[i])
                {
                    _table!.Row(first + i).Clear();
                    continue;
                }
                var numbers = columns[channel].NumberList(i);
                if (numbers.Length != length) throw new BadCell(i, columns[channel].Name, expected, $"a list of {Counted(numbers.Length)}");
                numbers.CopyTo(_table!.Row(first + i)[(channel * length)..]);
            }
        }
        for (var i = 0; i < rows; i++) RequireFinite(_table!.Row(first + i), columns, i);
    }

    /// <summary>Infinity and NaN would spoil every weight without a word.</summary>
    /// <param name="values">Whole rows.</param>
    /// <param name="columns">Where they come from.</param>
    /// <param name="start">The first of these rows, counted from the start of the block.</param>
    private void RequireFinite(ReadOnlySpan<float> values, ReadOnlySpan<Column> columns, int start)
    {
        if (AllFinite(values)) return;
        var at = 0;
        while (float.IsFinite(values[at])) at++;
        var (row, place) = (at / _width, at % _width);
        var perColumn = _width / columns.Length;
        throw new BadCell(start + row, columns[place / perColumn].Name, "a finite number in the range of float32",
            Plain(values[at]) + (_lists ? $" (element {place % perColumn + 1})" : ""));
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        // 0·x is 0 for every finite x and NaN otherwise.
        var sum = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors) sum += vector * 0f;
        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..]) total += value * 0f;
        return total == 0f;
    }
}
