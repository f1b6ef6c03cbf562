using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Early stopping: keeps the weights of the epoch with the lowest validation loss, and says when to stop waiting for a lower one.
/// </summary>
public sealed class BestWeights : IDisposable
{
    private readonly ModelSnapshot _snapshot;
    private int _patience, _beganAfter;
    private double _lowest = double.PositiveInfinity;

    /// <summary>Begins with the weights as they are: what is fitted to data, such as a standardization, must be fitted by now.</summary>
    /// <param name="module">The module that is trained.</param>
    /// <param name="parameters">Its flat parameters.</param>
    /// <param name="patience">Epochs without a lower loss before <see cref="IsExhausted"/>; 0: never.</param>
    public BestWeights(nn.Module module, FlatParameters parameters, int patience) =>
        (_snapshot, _patience) = (new(module, parameters), patience);

    /// <summary>The epoch whose weights are kept, counted from 1; 0 for the first weights.</summary>
    public int Epoch { get; private set; }

    /// <summary>The loss of <see cref="Epoch"/>; ∞ before the first.</summary>
    internal double Lowest => _lowest;

    /// <summary>The copy, by name.</summary>
    internal IEnumerable<(string Name, Tensor Copy)> Tensors => _snapshot.Tensors;

    /// <summary>Goes on where another run was; its weights are put into <see cref="Tensors"/>.</summary>
    internal void Resume(int epoch, double lowest) => (Epoch, _lowest) = (epoch, lowest);

    /// <summary>Shows the outcome of an epoch.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="loss">Over the validation data.</param>
    /// <returns>True if no epoch before had so low a loss; its weights are then kept.</returns>
    /// <exception cref="DivergedException">The loss is not finite.</exception>
    public bool Offer(int epoch, double loss)
    {
        if (!double.IsFinite(loss)) throw DivergedException.AtValidation(epoch, loss);
        if (loss >= _lowest) return false;
        (_lowest, Epoch) = (loss, epoch);
        _snapshot.Take();
        return true;
    }

    /// <summary>Whether the patience is at its end after this epoch.</summary>
    public bool IsExhausted(int epoch) => _patience > 0 && epoch - Math.Max(Epoch, _beganAfter) >= _patience;

    /// <summary>Begins anew with the weights as they are, for another stage: the next epoch is the best so far.</summary>
    /// <param name="epochs">Epochs that are over.</param>
    /// <param name="patience">Of the stage.</param>
    internal void Begin(int epochs, int patience)
    {
        (_beganAfter, _patience, _lowest) = (epochs, patience, double.PositiveInfinity);
        _snapshot.Take();
    }

    /// <summary>Puts the weights of <see cref="Epoch"/> back into the module.</summary>
    public void Restore() => _snapshot.Restore();

    /// <summary>Frees the copy.</summary>
    public void Dispose() => _snapshot.Dispose();
}
