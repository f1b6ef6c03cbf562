using FusionDsl.Data.Dealing;
using FusionDsl.Data.Nodes;
using TorchSharp;
using static TorchSharp.torch;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data;

/// <summary>Writes and gathers rows of tensors. A table is a contiguous tensor [rows, …]; its size is not limited to 2 GiB.</summary>
public static unsafe class Rows
{
    /// <summary>Copies the values of one sample into its row.</summary>
    /// <param name="table">[rows, …] on the CPU, of the type <typeparamref name="T"/>.</param>
    /// <param name="sample">The row, from 0.</param>
    /// <param name="values">As many as a row has, row-major.</param>
    /// <param name="node">Whose values they are, for the message.</param>
    /// <exception cref="DataException">There are more or fewer values than a row has.</exception>
    public static void Write<T>(Tensor table, int sample, ReadOnlySpan<T> values, string node) where T : unmanaged
    {
        var row = Row<T>(table, sample);
        if (values.Length != row.Length)
            throw new DataException(
                $"Sample {sample}: '{node}' has {Counted(values.Length)} values, expected {Counted(row.Length)}{ShapeOf(table)}."
                // C# turns a null array into an empty memory without a word, even where the memory may be null.
                + (values.IsEmpty ? " Was its array null? Where a sample is without it, write default(ReadOnlyMemory<float>?)." : ""),
                row: sample + 1L);
        values.CopyTo(row);
    }

    /// <summary>The values of one sample, after a look at their number.</summary>
    /// <param name="values">As many as a sample has, row-major.</param>
    /// <param name="count">How many that are.</param>
    /// <param name="sample">The sample, from 0, for the message.</param>
    /// <param name="node">Whose values they are, for the message.</param>
    /// <exception cref="DataException">There are more or fewer.</exception>
    public static ReadOnlySpan<float> Values(ReadOnlyMemory<float> values, int count, int sample, string node) =>
        values.Length == count ? values.Span
            : throw new DataException(
                $"Sample {sample}: '{node}' has {Counted(values.Length)} values, expected {Counted(count)}.", row: sample + 1L);

    /// <summary>Some rows of a table of float32 numbers that follow each other.</summary>
    /// <param name="table">[rows, …], contiguous, on the CPU; must outlive the numbers.</param>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="rows">How many.</param>
    public static ReadOnlySpan<float> Numbers(Tensor table, int start, int rows)
    {
        var width = checked((int)(table.NumberOfElements / Math.Max(1, table.size(0))));
        return new((float*)Memory.Of(table) + (long)start * width, checked(rows * width));
    }

    /// <summary>Copies the tokens of one sample into its row; what a shorter sequence leaves is filled with token 0.</summary>
    /// <param name="table">[rows, length] int64 on the CPU.</param>
    /// <param name="sample">The row, from 0.</param>
    /// <param name="tokens">At most as many as a row has.</param>
    /// <param name="vocabulary">Ids run from 0 to one less than this.</param>
    /// <param name="node">Whose tokens they are, for the message.</param>
    /// <exception cref="DataException">The sequence is too long, or an id is out of range.</exception>
    public static void WriteTokens(Tensor table, int sample, ReadOnlySpan<long> tokens, int vocabulary, string node)
    {
        var row = Row<long>(table, sample);
        if (tokens.Length > row.Length)
            throw new DataException(
                $"Sample {sample}: '{node}' has {Counted(tokens.Length)} tokens, expected at most {Counted(row.Length)}.",
                row: sample + 1L);
        var wrong = TokenRows.FirstOutside(tokens, vocabulary);
        if (wrong >= 0)
            throw new DataException(
                $"Sample {sample}: token {wrong} of '{node}' is {Plain(tokens[wrong])}, expected 0 to {vocabulary - 1}.", row: sample + 1L);
        tokens.CopyTo(row);
        row[tokens.Length..].Clear();
    }

    /// <summary>Gathers rows: <c>into[i] = table[rows[i]]</c>.</summary>
    /// <param name="table">[count, …], contiguous and on the CPU.</param>
    /// <param name="rows">Row numbers, n of them.</param>
    /// <param name="into">[n, …] of the table's type, contiguous and on the CPU; is overwritten.</param>
    /// <exception cref="ArgumentException">Types or shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number is not in the table.</exception>
    public static void Gather(Tensor table, ReadOnlySpan<long> rows, Tensor into)
    {
        if (table.dtype != into.dtype || into.size(0) != rows.Length || !table.shape.AsSpan(1).SequenceEqual(into.shape.AsSpan(1)))
            throw new ArgumentException(
                $"Cannot gather {Counted(rows.Length)} rows of [{string.Join(", ", table.shape)}] {table.dtype} " +
                $"into [{string.Join(", ", into.shape)}] {into.dtype}.");
        var count = table.size(0);
        // libtorch is not asked, so nobody else looks whether the row exists.
        foreach (var row in rows)
            if ((ulong)row >= (ulong)count) throw new ArgumentOutOfRangeException(nameof(rows), row, $"The table has {Counted(count)} rows.");
        if (into.NumberOfElements == 0) return;
        RowCopy.Run(Memory.Of(table), rows, Memory.Of(into), into.NumberOfElements / rows.Length * into.ElementSize);
        GC.KeepAlive(table);
        GC.KeepAlive(into);
    }

    /// <summary>A table to be written row by row; before, it holds garbage.</summary>
    /// <param name="type">Of its values.</param>
    /// <param name="shape">[rows, …].</param>
    public static Table Table(ScalarType type, params long[] shape) => new(empty(shape, dtype: type));

    /// <summary>Memory for some rows that look like those of a table.</summary>
    /// <param name="table">[rows, …]</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="device">Where; null: on the CPU.</param>
    public static Tensor Like(Tensor table, int rows, Device? device = null) =>
        empty([rows, .. table.shape.AsSpan(1)], dtype: table.dtype, device: device).DetachFromDisposeScope();

    /// <summary>Some rows of a table that follow each other, on a device: in the same memory if the table is there.</summary>
    public static Tensor Part(Tensor table, int start, int rows, Device device)
    {
        var part = table.narrow(0, start, rows);
        var there = part.to(device);
        if (!ReferenceEquals(part, there)) part.Dispose();
        return there;
    }

    /// <summary>The label of a sample, which training and evaluation need.</summary>
    /// <exception cref="DataException">There is none; names the sample.</exception>
    public static T Label<T>(T? label, int sample, string head) where T : struct =>
        label ?? throw new DataException($"Sample {sample} has no '{head}': expected a label, which training and evaluation need.", row: sample + 1L);

    /// <summary>The class of a sample, which training and evaluation need.</summary>
    /// <exception cref="DataException">There is none, or it is no member of the enum; names the sample.</exception>
    public static TEnum Label<TEnum>(TEnum? label, int sample, string head, IReadOnlyList<TEnum> classes) where TEnum : struct, Enum
    {
        var value = Label(label, sample, head);
        if (classes.Contains(value)) return value;
        throw new DataException($"Sample {sample}: '{head}' is {value}, which is no class; expected one of {string.Join(", ", classes)}.", row: sample + 1L);
    }

    private static Span<T> Row<T>(Tensor table, int sample) where T : unmanaged
    {
        var isFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half);
        if (table.ElementSize != sizeof(T) || table.is_floating_point() != isFloat)
            throw new ArgumentException($"A tensor of {table.dtype} does not hold {typeof(T).Name}.", nameof(table));
        var rows = table.size(0);
        if ((ulong)sample >= (ulong)rows)
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"The table has {Counted(rows)} rows.");
        var width = checked((int)(table.NumberOfElements / rows));
        return new(Memory.Of(table) + (long)sample * width * sizeof(T), width);
    }

    private static string ShapeOf(Tensor table) => table.dim() > 2 ? $" ([{string.Join(", ", table.shape[1..])}], row-major)" : "";
}
