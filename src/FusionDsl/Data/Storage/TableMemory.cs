using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Storage;

/// <summary>Makes room for tables: in memory as long as the budget lasts, in mapped files for those that exceed it.</summary>
internal sealed class TableMemory(MemoryBudget budget)
{
    private long _left = budget.Bytes;

    /// <summary>Whether tables may not fit that are made from so many bytes of text.</summary>
    public bool IsShortFor(long bytesOfText)
    {
        // A token of two characters becomes eight bytes, once in the engine's result and once in the table.
        const int growth = 8;
        return bytesOfText > _left / growth;
    }

    /// <returns>The tensor, which holds garbage or zeros, and the folder of its file; null if it is in memory.</returns>
    /// <exception cref="DataException">It has to be a file, and there is no room for one.</exception>
    public (Tensor Values, string? Folder) Allocate(ReadOnlySpan<long> shape, ScalarType type)
    {
        var bytes = (long)type.ElementSize();
        foreach (var extent in shape) bytes = checked(bytes * extent);
        if (bytes > _left) return (MappedFile.Zeros(shape, type, budget.FolderOrDefault), budget.FolderOrDefault);
        _left -= bytes;
        return (empty(shape, dtype: type).DetachFromDisposeScope(), null);
    }
}
