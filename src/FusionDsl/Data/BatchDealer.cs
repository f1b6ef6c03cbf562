using System.Diagnostics;
using FusionDsl.Data.Dealing;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data;

/// <summary>
/// Deals tables out in batches. Rows that are in memory are copied when a batch is asked for, which is faster than any thread could hand it
/// over; of mapped tables a thread makes batches ahead, so that waiting for the disk is its business. Both give the same batches.
/// </summary>
/// <remarks>A batch is good until the next is asked for. There is one pass at a time: a new one ends the one before.</remarks>
/// <typeparam name="TBatch">The batch of a model.</typeparam>
public sealed class BatchDealer<TBatch> : IDisposable
{
    private const int BatchesAhead = 3;
    private const int BatchesAnnounced = 16;
    private const int BatchesAfterWaiting = 256;

    // A row takes a fraction of a microsecond, a disk at least fifty.
    private static readonly TimeSpan LongestCopy = TimeSpan.FromMicroseconds(5);

    private readonly Gatherer _gatherer;
    private readonly BatchMemory<TBatch>[] _slots;
    private readonly BatchMemory<TBatch>? _there;
    private readonly (int Start, int Rows)[] _portions;
    private readonly long[] _order;
    private Ring? _ring;
    private int _pass;
    private int _announcing;
    private bool _isDisposed;

    /// <param name="tables">In the order of the batch's tensors; they stay with the caller, who may dispose of them.</param>
    /// <param name="batchSize">Rows of a batch; at least 1.</param>
    /// <param name="batch">Tensors in the order of the tables, as the batch of a model; called once for each size.</param>
    /// <param name="device">Where the batches are made; without it the CPU.</param>
    /// <param name="ahead">Whether a thread makes batches ahead; without it, if any table is mapped.</param>
    public BatchDealer(
        IReadOnlyList<Table> tables, int batchSize, Func<IReadOnlyList<Tensor>, TBatch> batch, Device? device = null, bool? ahead = null)
    {
        SampleCount = tables[0].Count;
        BatchSize = Math.Clamp(batchSize, 1, Math.Max(1, SampleCount));
        var slots = ahead ?? tables.Any(table => table.IsMapped) ? BatchesAhead : 1;
        _order = new long[SampleCount];
        _portions = [.. Portions.Of(SampleCount, BatchSize)];
        _gatherer = new(tables, BatchSize);
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new BatchMemory<TBatch>(tables, BatchSize, null, batch))];
        if (device is not (null or { type: DeviceType.CPU })) _there = new(tables, BatchSize, device, batch);
    }

    /// <summary>Rows of every batch but perhaps the last two.</summary>
    public int BatchSize { get; }

    /// <summary>Rows of one pass.</summary>
    public int SampleCount { get; }

    /// <summary>Batches of one pass.</summary>
    public int BatchesPerEpoch => _portions.Length;

    /// <summary>All rows in a random order that follows from seed and epoch alone.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">Different epochs have unrelated orders.</param>
    /// <param name="skip">So many of the first batches are left out, and not made.</param>
    public IEnumerable<TBatch> Shuffled(ulong seed, int epoch, int skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(skip, _portions.Length);
        return Deal(order => Shuffle.Fill(order, seed, epoch), shuffled: true, skip);
    }

    /// <summary>All rows in the order of the tables.</summary>
    public IEnumerable<TBatch> InOrder() => Deal(order => Shuffle.Identity(order), shuffled: false, skip: 0);

    /// <summary>Ends the pass and frees the memory of the batches.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        EndPass();
        _isDisposed = true;
        foreach (var slot in _slots) slot.Dispose();
        _there?.Dispose();
        _gatherer.Dispose();
    }

    private IEnumerable<TBatch> Deal(Action<long[]> fill, bool shuffled, int skip)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        // Its thread reads the order that is about to change.
        EndPass();
        var pass = _pass;
        fill(_order);
        _gatherer.Begin(shuffled);
        if (_slots.Length > 1) _ring = new(_slots.Length, _portions.Length - skip, (slot, i) => FillAhead(slot, skip + i), "batches ahead");
        try
        {
            for (var i = skip; i < _portions.Length; i++)
            {
                ThrowIfOver(pass);
                var slot = 0;
                if (_ring is not null) slot = _ring.Next();
                else Fill(slot, i);
                var rows = _portions[i].Rows;
                yield return _there is null ? _slots[slot].First(rows) : _there.CopyFrom(_slots[slot], rows);
            }
        }
        finally
        {
            if (pass == _pass) EndPass();
        }
    }

    private void EndPass()
    {
        _ring?.Dispose();
        _ring = null;
        _pass++;
    }

    private void Fill(int slot, int portion) => _gatherer.Fill(RowsOf(portion), _slots[slot].Addresses);

    // On the ring's thread. Where the disk is waited for, it is given the rows of later batches to read meanwhile; where the system has the
    // rows in memory anyway, telling it costs more than copying them. Neither changes a batch.
    private void FillAhead(int slot, int portion)
    {
        if (_announcing > 0 && portion + BatchesAnnounced < _portions.Length)
        {
            _announcing--;
            _gatherer.Announce(RowsOf(portion + BatchesAnnounced));
        }
        var began = Stopwatch.GetTimestamp();
        Fill(slot, portion);
        if (Stopwatch.GetElapsedTime(began) > LongestCopy * _portions[portion].Rows) _announcing = BatchesAfterWaiting;
    }

    private ReadOnlySpan<long> RowsOf(int portion) => _order.AsSpan(_portions[portion].Start, _portions[portion].Rows);

    private void ThrowIfOver(int pass)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (pass != _pass) throw new InvalidOperationException("Another pass over the same loader has begun, which ended this one.");
    }
}
