using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusionDsl.Data.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Nodes;

/// <summary>
/// A table that is filled row by row; before, it holds garbage. Its memory is used directly, since a span of bytes ends at 2 GiB.
/// </summary>
internal sealed unsafe class TableWriter<T> : IDisposable where T : unmanaged
{
    private readonly T* _memory;
    private readonly string? _folder;
    private Tensor? _tensor;

    /// <param name="type">The tensor type that <typeparamref name="T"/> is.</param>
    /// <param name="memory">Decides where the values are.</param>
    public TableWriter(long rows, ReadOnlySpan<long> shape, ScalarType type, TableMemory memory)
    {
        (_tensor, _folder) = memory.Allocate([rows, .. shape], type);
        foreach (var extent in shape) Width *= extent;
        _memory = rows == 0 ? null : (T*)Memory.Of(_tensor);
    }

    /// <summary>Values per row.</summary>
    public long Width { get; } = 1;

    public Span<T> Rows(long first, int count) => new(_memory + first * Width, checked((int)(count * Width)));

    public Span<T> Row(long row) => Rows(row, 1);

    /// <summary>Hands the table over, with the kept rows only.</summary>
    public Table Finish(Kept kept)
    {
        var table = new Table(AsManyAsKept(kept), kept.Rows, _folder);
        _tensor = null;
        // Few rows of many would hold the memory of all.
        if (kept.Rows is null || _folder is not null || kept.Count > table.Shared.size(0) / 2) return table;
        using (table) return new Table(table.Values.alias());
    }

    public void Dispose() => _tensor?.Dispose();

    // The row of those that are in no file is of no use where all are.
    private Tensor AsManyAsKept(Kept kept)
    {
        if (kept.Rows is not null || kept.Count == _tensor!.size(0)) return _tensor!;
        using (_tensor) return _tensor.narrow(0, 0, kept.Count);
    }
}

/// <summary>Where the values of a tensor lie.</summary>
internal static unsafe class Memory
{
    /// <summary>The first byte of a contiguous tensor on the CPU; good as long as the tensor lives.</summary>
    public static byte* Of(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU || !tensor.is_contiguous())
            throw new InvalidOperationException("The memory of a tensor can be used only where it is contiguous and on the CPU.");
        if (tensor.NumberOfElements * tensor.ElementSize <= int.MaxValue) return Address(tensor.bytes);
        using var one = tensor.flatten().narrow(0, 0, 1);
        return Address(one.bytes);
    }

    private static byte* Address(Span<byte> bytes) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
}
