using FusionDsl.Data.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data.Dealing;

/// <summary>Memory for a batch, used again and again; a smaller batch is its first rows.</summary>
internal sealed unsafe class BatchMemory<TBatch> : IDisposable
{
    private readonly Func<IReadOnlyList<Tensor>, TBatch> _typed;
    private readonly Tensor[] _whole;
    private Sized[] _sizes = [];  // at most three in an epoch

    /// <param name="tables">What the rows look like.</param>
    /// <param name="mostRows">Rows of the largest batch.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <param name="typed">Tensors in the order of the tables, as the batch of a model.</param>
    public BatchMemory(IReadOnlyList<Table> tables, int mostRows, Device? device, Func<IReadOnlyList<Tensor>, TBatch> typed)
    {
        _typed = typed;
        _whole = [.. tables.Select(table => Rows.Like(table.Shared, mostRows, device))];
        Addresses = device is null or { type: DeviceType.CPU } && mostRows > 0 ? [.. _whole.Select(tensor => (nint)Memory.Of(tensor))] : [];
    }

    /// <summary>Where the first row of every tensor is; empty if it is not on the CPU.</summary>
    public nint[] Addresses { get; }

    /// <summary>The batch of the first rows.</summary>
    public TBatch First(int rows) => Of(rows).Batch;

    /// <summary>Copies the first rows from other memory, wherever that is.</summary>
    public TBatch CopyFrom(BatchMemory<TBatch> other, int rows)
    {
        var (here, there) = (Of(rows), other.Of(rows));
        for (var i = 0; i < here.Tensors.Length; i++) here.Tensors[i].copy_(there.Tensors[i]);
        return here.Batch;
    }

    public void Dispose()
    {
        foreach (var tensor in _sizes.SelectMany(size => size.Tensors).Concat(_whole)) tensor.Dispose();
    }

    private Sized Of(int rows)
    {
        foreach (var size in _sizes)
            if (size.Rows == rows) return size;
        return Make(rows);
    }

    private Sized Make(int rows)
    {
        Tensor[] tensors = [.. _whole.Select(tensor => tensor.narrow(0, 0, rows).DetachFromDisposeScope())];
        _sizes = [.. _sizes, new(rows, tensors, _typed(tensors))];
        return _sizes[^1];
    }

    private sealed record Sized(int Rows, Tensor[] Tensors, TBatch Batch);
}
