using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// The samples of a batch that have a modality. Only these go through its encoder: what stands in the place of a missing one never counts, not
/// even in the statistics of a BatchNorm.
/// </summary>
public sealed class PresentRows : IDisposable
{
    private readonly Tensor? _taken;

    private PresentRows(Tensor all, Tensor? rows, Tensor? taken, int count)
    {
        (BatchSize, Rows, _taken, Count) = (all.size(0), rows, taken, count);
        Tensor = taken ?? all;
    }

    /// <summary>[rows, …] the values of these samples; of the whole batch where nothing is missing.</summary>
    public Tensor Tensor { get; }

    /// <summary>Samples of the batch.</summary>
    internal long BatchSize { get; }

    /// <summary>[rows] int64: their places in the batch; null where nothing is missing.</summary>
    internal Tensor? Rows { get; }

    /// <summary>So many of the rows count; others are there only since a layer needs several.</summary>
    internal int Count { get; }

    /// <summary>Takes the samples that are there.</summary>
    /// <param name="features">[batch, …] with their mask.</param>
    /// <param name="atLeast">So many rows are taken in any case, 1 to the size of the batch: a BatchNorm cannot do with fewer.</param>
    public static PresentRows Of<TNode>(Features<TNode> features, int atLeast = 1)
    {
        var (values, mask) = (features.Tensor, features.Present);
        if (mask is null) return new(values, null, null, checked((int)values.size(0)));
        var rows = PlacesOf(mask);
        var count = checked((int)rows.size(0));
        if (count == values.size(0))
        {
            rows.Dispose();
            return new(values, null, null, count);
        }
        if (count < atLeast)
        {
            using var few = rows;
            using var absent = mask.logical_not();
            using var others = PlacesOf(absent);
            using var most = others.narrow(0, 0, Math.Min(atLeast - count, others.size(0)));
            rows = cat([few, most], 0);
        }
        return new(values, rows, values.index_select(0, rows), count);
    }

    /// <summary>The squared error of what an autoencoder made again, its mean over the samples that are there; 0 where none is.</summary>
    /// <param name="again">[rows, …] of <see cref="Tensor"/>.</param>
    public Tensor SquaredError(Tensor again)
    {
        if (Count == 0)
        {
            using var sum = again.sum();
            return sum.mul(0);
        }
        using var made = again.narrow(0, 0, Count);
        using var there = Tensor.narrow(0, 0, Count);
        return nn.functional.mse_loss(made, there);
    }

    private static Tensor PlacesOf(Tensor mask)
    {
        using var places = mask.nonzero();
        return places.squeeze(1);
    }

    /// <summary>Frees what was taken; the batch stays.</summary>
    public void Dispose()
    {
        Rows?.Dispose();
        _taken?.Dispose();
    }
}
