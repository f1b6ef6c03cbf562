using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The loader: batches in a seeded order, from memory.</summary>
internal static class LoaderEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "Loader",
            [
                "System", "System.Collections.Generic", "System.Linq", "System.Runtime.InteropServices", "FusionDsl", "FusionDsl.Data", "TorchSharp",
                "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>
                /// Deals a data set out in batches. Every batch lies in the same memory, so one is good until the next is asked for; the last one of
                /// an epoch holds what is left, but never one row alone.
                /// </summary>
                public sealed class Loader : IDisposable
                {
                    private readonly Dataset _data;
                    private readonly Tensor _order;                           // [count] int64, the order of this epoch
                    private readonly Batch _memory;                           // as many rows as the largest batch
                    private readonly Dictionary<int, Batch> _firstRows = [];  // the same memory, fewer rows

                    /// <param name="data">Stays with the caller.</param>
                    /// <param name="batchSize">Rows of a batch; at least 1.</param>
                    /// <param name="device">Where the batches are made; without it the CPU.</param>
                    public Loader(Dataset data, int batchSize, torch.Device? device = null)
                    {
                        _data = data;
                        BatchSize = Math.Clamp(batchSize, 1, Math.Max(1, data.Count));
                        _order = empty(new long[] { data.Count }, dtype: ScalarType.Int64).DetachFromDisposeScope();
                        _memory = new(
                            {{Code.Lines(model.Modalities.Select(modality => $"new(Rows.Like(data.{modality.Name}, BatchSize, device)),"))}}
                            {{Code.Call("new Labels", model.Heads.Select(head => $"Rows.Like(data.Labels.{head.Name}, BatchSize, device)"))}});
                    }

                    /// <summary>Rows of every batch but perhaps the last two.</summary>
                    public int BatchSize { get; }

                    /// <summary>Samples of one pass.</summary>
                    public int SampleCount => _data.Count;

                    /// <summary>Batches of one pass.</summary>
                    public int BatchesPerEpoch => Portions.Count(_data.Count, BatchSize);

                    /// <summary>All samples in a random order that follows from seed and epoch alone.</summary>
                    /// <param name="seed">Any number.</param>
                    /// <param name="epoch">Different epochs have unrelated orders.</param>
                    /// <param name="skip">So many of the first batches are left out: a run that goes on has learned them.</param>
                    public IEnumerable<Batch> Shuffled(ulong seed, int epoch, int skip = 0)
                    {
                        Shuffle.Fill(MemoryMarshal.Cast<byte, long>(_order.bytes), seed, epoch);
                        return Batches(skip);
                    }

                    /// <summary>All samples in the order of the data set.</summary>
                    public IEnumerable<Batch> InOrder()
                    {
                        var order = MemoryMarshal.Cast<byte, long>(_order.bytes);
                        for (var i = 0; i < order.Length; i++) order[i] = i;
                        return Batches();
                    }

                    /// <summary>Frees the memory of the batches.</summary>
                    public void Dispose()
                    {
                        foreach (var batch in _firstRows.Values) batch.Dispose();
                        _memory.Dispose();
                        _order.Dispose();
                    }

                    private IEnumerable<Batch> Batches(int skip = 0)
                    {
                        foreach (var (start, rows) in Portions.Of(_data.Count, BatchSize).Skip(skip)) yield return Gather(start, rows);
                    }

                    private Batch Gather(int start, int rows)
                    {
                        var batch = FirstRows(rows);
                        using var order = _order.narrow(0, start, rows);
                        {{Code.Lines(model.Modalities.Select(modality => $"Rows.Gather(_data.{modality.Name}, order, into: batch.{modality.Name}.Tensor);"))}}
                        {{Code.Lines(model.Heads.Select(head => $"Rows.Gather(_data.Labels.{head.Name}, order, into: batch.Labels.{head.Name});"))}}
                        return batch;
                    }

                    private Batch FirstRows(int rows)
                    {
                        if (_firstRows.TryGetValue(rows, out var batch)) return batch;
                        return _firstRows[rows] = new(
                            {{Code.Lines(model.Modalities.Select(modality => $"new(Rows.First(_memory.{modality.Name}.Tensor, rows)),"))}}
                            {{Code.Call("new Labels", model.Heads.Select(head => $"Rows.First(_memory.Labels.{head.Name}, rows)"))}});
                    }
                }
                """));
    }
}
