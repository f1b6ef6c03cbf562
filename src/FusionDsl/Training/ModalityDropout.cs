using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Takes modalities away from the samples of a batch, each with the same probability and on its own, but never the last one that a sample has
/// (Neverova et al., 2016). Draws from libtorch's generator, like Dropout.
/// </summary>
public sealed class ModalityDropout : IDisposable
{
    private readonly Tensor _left;
    private readonly Tensor[] _columns;

    private ModalityDropout(Tensor left)
    {
        _left = left;
        _columns = [.. Enumerable.Range(0, (int)left.size(1)).Select(column => left.select(1, column).DetachFromDisposeScope())];
    }

    /// <summary>[batch] bool: who still has the modality of that place.</summary>
    public Tensor this[int modality] => _columns[modality];

    /// <summary>Draws for one batch.</summary>
    /// <param name="probability">0 to below 1.</param>
    /// <param name="present">For each modality [batch] bool: who has it.</param>
    public static ModalityDropout Draw(double probability, params Tensor[] present)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var there = stack(present, dim: 1);                       // [batch, modality]
        var chances = rand(there.shape, device: there.device);
        var left = there.logical_and(chances.ge(probability));
        // Who would lose everything keeps the one that came nearest to staying: each is as probable as any other.
        var nearest = chances.masked_fill(there.logical_not(), -1).argmax(dim: 1, keepdim: true);
        var saved = zeros_like(there).scatter(1, nearest, ones_like(there)).logical_and(there);
        var isLost = left.any(dim: 1, keepdim: true).logical_not();
        return new(left.logical_or(saved.logical_and(isLost)).DetachFromDisposeScope());
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        _left.Dispose();
    }
}
