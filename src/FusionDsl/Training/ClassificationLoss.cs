using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// The softmax cross-entropy that a classifier is trained by where its classes have weights or its labels are smoothed. Evaluation keeps to
/// the plain one, so that runs can be compared.
/// </summary>
/// <remarks>
/// With K classes, weights w (1 where there are none), smoothing ε and probabilities p, a batch of labels y costs
/// <c>Σᵢ [(1 − ε) · w(yᵢ) · −ln p(yᵢ) + ε/K · Σ_c w(c) · −ln p(c)] / Σᵢ w(yᵢ)</c>, in nats: what PyTorch calls
/// <c>cross_entropy(weight, label_smoothing)</c>. Label smoothing: Szegedy et al., 2016.
/// </remarks>
public sealed class ClassificationLoss : IDisposable
{
    private readonly float[] _weights;
    private readonly Tensor? _onDevice;      // null: all classes weigh the same

    /// <param name="weights">One per class in the order of the logits, above 0; null or empty: all weigh the same.</param>
    /// <param name="smoothing">Part of a label that is spread over all classes; 0 to below 1.</param>
    /// <param name="device">Where the logits are; null: on the CPU.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight or the smoothing is out of range.</exception>
    public ClassificationLoss(IReadOnlyList<double>? weights, double smoothing = 0, Device? device = null)
    {
        if (smoothing is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "Expected a number of at least 0 and below 1.");
        Smoothing = smoothing;
        _weights = [.. (weights ?? []).Select(weight => (float)weight)];
        foreach (var weight in _weights)
            if (!(weight > 0 && float.IsFinite(weight)))
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "Expected a finite number above 0.");
        if (_weights.Length > 0) _onDevice = tensor(_weights, device: device).DetachFromDisposeScope();
    }

    /// <summary>
    /// Weights that let every class count as much as any other: N / (K · n) for a class with n of the N rows, where K classes have any.
    /// Their mean over the rows is 1, so the size of the loss stays what it was.
    /// </summary>
    /// <param name="labels">[count] int64, places among the logits: the training rows and no others.</param>
    /// <param name="classes">
    /// How many classes there are. One without a row weighs 1: it is no row's label, so that only smoothing notices it.
    /// </param>
    /// <param name="smoothing">Part of a label that is spread over all classes; 0 to below 1.</param>
    /// <param name="device">Where the logits are; null: on the CPU.</param>
    public static ClassificationLoss Balanced(Tensor labels, int classes, double smoothing = 0, Device? device = null)
    {
        using var counts = labels.bincount(weights: null, minlength: classes);
        using var here = counts.cpu();
        var rows = here.data<long>().ToArray();
        double present = rows.Count(count => count > 0), all = rows.Sum();
        return new([.. rows.Select(count => count == 0 ? 1 : all / (present * count))], smoothing, device);
    }

    /// <summary>One per class in the order of the logits; empty: all weigh the same.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Part of a label that is spread over all classes; 0: none.</summary>
    public double Smoothing { get; }

    /// <summary>The loss of a batch: a scalar.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="labels">[batch] int64, places among the logits</param>
    public Tensor Of(Tensor logits, Tensor labels) => nn.functional.cross_entropy(
        logits, labels, weight: _onDevice, ignore_index: -100, reduction: nn.Reduction.Mean, label_smoothing: Smoothing);

    /// <summary>Frees the weights.</summary>
    public void Dispose() => _onDevice?.Dispose();
}
