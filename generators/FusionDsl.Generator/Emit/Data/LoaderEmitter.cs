using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The loader: batches of the model's own type, in a seeded order. How they are made is the same for all models and lies in the runtime.</summary>
internal static class LoaderEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        var masked = model.Modalities.Where(model.MayBeAbsent).ToList();
        var modalities = model.Modalities.Select((modality, i) => $"new(tensors[{i.Invariant()}])" + (masked.IndexOf(modality) is >= 0 and var mask
            ? $" {{ Present = tensors[{(model.Modalities.Count + model.Heads.Count + mask).Invariant()}] }}" : ""));
        var labels = model.Heads.Select((_, i) => $"tensors[{(model.Modalities.Count + i).Invariant()}]");
        return SourceFile.Of(
            model, "Loader", ["System", "System.Collections.Generic", "FusionDsl.Data", "TorchSharp"],
            Code.Text(
                $$"""
                /// <summary>
                /// Deals a data set out in batches. Their memory is used again, so a batch is good until the next is asked for; the last one of
                /// an epoch holds what is left, but never one row alone.
                /// </summary>
                public sealed class Loader : IDisposable
                {
                    private readonly BatchDealer<Batch> _batches;

                    /// <param name="data">Stays with the caller.</param>
                    /// <param name="batchSize">Rows of a batch; at least 1.</param>
                    /// <param name="device">Where the batches are made; without it the CPU.</param>
                    /// <param name="ahead">Whether a thread makes batches ahead; without it, if the data exceed the memory budget.</param>
                    public Loader(Dataset data, int batchSize, torch.Device? device = null, bool? ahead = null)
                    {
                        _batches = new(
                            [
                                {{Code.Lines([.. model.Modalities.Select(modality => $"data.Tables[nameof({modality.Name})],"), .. model.Heads.Select(head => $"data.Tables[nameof({head.Name})],"), .. masked.Select(modality => $"data.Tables[Presence.Of(nameof({modality.Name}))],")])}}
                            ],
                            batchSize,
                            tensors => {{Code.Call("new", [.. modalities, Code.Call("new", labels)])}},
                            device, ahead);
                    }

                    /// <summary>Rows of every batch but perhaps the last two.</summary>
                    public int BatchSize => _batches.BatchSize;

                    /// <summary>Samples of one pass.</summary>
                    public int SampleCount => _batches.SampleCount;

                    /// <summary>Batches of one pass.</summary>
                    public int BatchesPerEpoch => _batches.BatchesPerEpoch;

                    /// <summary>All samples in a random order that follows from seed and epoch alone.</summary>
                    /// <param name="seed">Any number.</param>
                    /// <param name="epoch">Different epochs have unrelated orders.</param>
                    /// <param name="skip">So many of the first batches are left out, and not made: a run that goes on has learned them.</param>
                    public IEnumerable<Batch> Shuffled(ulong seed, int epoch, int skip = 0) => _batches.Shuffled(seed, epoch, skip);

                    /// <summary>All samples in the order of the data set.</summary>
                    public IEnumerable<Batch> InOrder() => _batches.InOrder();

                    /// <summary>Frees the memory of the batches.</summary>
                    public void Dispose() => _batches.Dispose();
                }
                """));
    }
}
