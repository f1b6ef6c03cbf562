using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Native;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>A column of the engine's chunk, read in place.</summary>
internal sealed unsafe class VectorColumn(DuckDBType type, DuckDBType element) : Column
{
    private readonly List<double> _parsed = [];
    private float[] _floats = [];
    private long[] _longs = [];
    private void* _data;
    private ulong* _valid;
    private void* _elements;
    private ulong* _validElements;

    /// <summary>Looks at the values of another chunk.</summary>
    public void Bind(IntPtr vector)
    {
        _data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        if (type != DuckDBType.List) return;
        var child = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        _elements = NativeMethods.Vectors.DuckDBVectorGetData(child);
        _validElements = NativeMethods.Vectors.DuckDBVectorGetValidity(child);
    }

    public override bool IsNull(int row) => _valid != null && !IsSet(_valid, row);

    public override int FirstNull(int rows) => (int)FirstUnset(_valid, 0, rows);

    public override ReadOnlySpan<float> Numbers(int rows)
    {
        Require(type, DuckDBType.Float);
        return new(_data, rows);
    }

    public override ReadOnlySpan<double> Wholes(int rows)
    {
        Require(type, DuckDBType.Double);
        return new(_data, rows);
    }

    public override string Text(int row) => Encoding.UTF8.GetString(Utf8(row));

    public override ReadOnlySpan<float> NumberList(int row)
    {
        if (type == DuckDBType.Varchar)
        {
            var numbers = Parse(row, "a list of numbers");
            if (_floats.Length < numbers.Length) _floats = new float[numbers.Length];
            for (var i = 0; i < numbers.Length; i++) _floats[i] = (float)numbers[i];
            return _floats.AsSpan(0, numbers.Length);
        }
        Require(element, DuckDBType.Float);
        var entry = Entry(row, "a list of numbers");
        return new((float*)_elements + entry.Offset, checked((int)entry.Length));
    }

    public override ReadOnlySpan<long> WholeList(int row)
    {
        const string Expected = "a list of integers";
        if (element == DuckDBType.BigInt)
        {
            var entry = Entry(row, Expected);
            return new((long*)_elements + entry.Offset, checked((int)entry.Length));
        }
        ReadOnlySpan<double> numbers;
        if (type == DuckDBType.Varchar) numbers = Parse(row, Expected);
        else
        {
            Require(element, DuckDBType.Double);
            var entry = Entry(row, Expected);
            numbers = new((double*)_elements + entry.Offset, checked((int)entry.Length));
        }
        if (_longs.Length < numbers.Length) _longs = new long[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            // The conversion cuts off; comparing back finds fractions, NaN and what is too large.
            _longs[i] = (long)numbers[i];
            if (_longs[i] != numbers[i])
                throw new BadCell(row, Name, Expected, $"{Plain(numbers[i])} (element {i + 1})");
        }
        return _longs.AsSpan(0, numbers.Length);
    }

    private ReadOnlySpan<double> Parse(int row, string expected)
    {
        _parsed.Clear();
        var bad = NumberText.Parse(Utf8(row), _parsed);
        if (bad is not null)
            throw new BadCell(row, Name, expected, $"{bad} (element {_parsed.Count + 1})", "write a list as [1, 2, 3] or 1 2 3");
        return CollectionsMarshal.AsSpan(_parsed);
    }

    /// <summary>Strings of up to 12 bytes lie in the vector itself, longer ones behind a pointer.</summary>
    private ReadOnlySpan<byte> Utf8(int row)
    {
        Require(type, DuckDBType.Varchar);
        var text = (byte*)_data + 16L * row;
        var length = checked((int)*(uint*)text);
        return new(length <= 12 ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>Where a list lies. Of a NULL list, offset and length are garbage; callers have checked <see cref="IsNull"/>.</summary>
    private DuckDBListEntry Entry(int row, string expected)
    {
        Require(type, DuckDBType.List);
        var entry = ((DuckDBListEntry*)_data)[row];
        var missing = FirstUnset(_validElements, (long)entry.Offset, (long)entry.Length);
        if (missing >= 0) throw new BadCell(row, Name, expected, $"an empty element (element {missing + 1})");
        return entry;
    }

    private static bool IsSet(ulong* mask, long index) => (mask[index >> 6] >> (int)(index & 63) & 1) != 0;

    /// <summary>
    /// The first index, counted from <paramref name="start"/>, whose bit is 0; -1 if none is. A mask may exist and have no 0.
    /// </summary>
    private static long FirstUnset(ulong* mask, long start, long count)
    {
        if (mask == null) return -1;
        for (var i = 0L; i < count;)
        {
            var at = start + i;
            var unset = ~mask[at >> 6] >> (int)(at & 63);
            if (unset != 0)
            {
                var first = i + BitOperations.TrailingZeroCount(unset);
                return first < count ? first : -1;
            }
            i += 64 - (at & 63);
        }
        return -1;
    }

    private void Require(DuckDBType found, DuckDBType expected)
    {
        if (found != expected) throw new InvalidOperationException($"Column '{Name}' holds {found}, not {expected}.");
    }
}
