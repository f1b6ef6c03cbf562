using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Gathers the score of a regression batch by batch, in double precision.</summary>
/// <param name="head">The head's node name.</param>
/// <param name="width">How many numbers the head predicts for a sample.</param>
public sealed class RegressionMeter(string head, int width)
{
    // Welford (1962): mean and squared deviations in one pass, without the cancellation of Σx² − (Σx)²/n.
    private readonly double[] _mean = new double[width], _deviations = new double[width], _squaredErrors = new double[width];
    private double _loss, _absoluteErrors;
    private long _count;

    /// <summary>Adds one batch.</summary>
    /// <param name="predictions">[batch, width] float32.</param>
    /// <param name="targets">[batch, width] float32.</param>
    /// <param name="summedLoss">A scalar: the sum of the samples' losses.</param>
    /// <exception cref="FusionException">The shapes do not fit.</exception>
    public void Add(Tensor predictions, Tensor targets, Tensor summedLoss)
    {
        if (predictions.dim() != 2 || predictions.shape[1] != width || !predictions.shape.SequenceEqual(targets.shape))
            throw new FusionException(
                $"Head '{head}': predictions [{string.Join(", ", predictions.shape)}] and targets [{string.Join(", ", targets.shape)}]; "
                + $"expected [batch, {width}] twice.");

        using var scope = NewDisposeScope();
        var here = predictions.detach().cpu().contiguous();
        var targetsHere = targets.cpu().contiguous();
        Span<float> said = Spans.Floats(here), actual = Spans.Floats(targetsHere);
        for (var row = 0; row < said.Length / width; row++)
        {
            _count++;
            for (var i = 0; i < width; i++) Add(i, said[row * width + i], actual[row * width + i]);
        }
        _loss += summedLoss.ToDouble();
    }

    /// <summary>The score of all batches so far.</summary>
    /// <exception cref="FusionException">There was no sample.</exception>
    public RegressionScore Result()
    {
        if (_count == 0) throw new FusionException($"Head '{head}': there is no sample to judge by. Choose a split that leaves some.");
        double numbers = _count * width;
        var varying = Enumerable.Range(0, width).Where(i => _deviations[i] > 0);
        var explained = varying.Select(i => 1 - _squaredErrors[i] / _deviations[i]).ToList();
        return new(
            head, _loss / _count,
            MeanAbsoluteError: _absoluteErrors / numbers,
            RootMeanSquareError: Math.Sqrt(_squaredErrors.Sum() / numbers),
            R2: explained.Count == 0 ? double.NaN : explained.Average());
    }

    private void Add(int i, double prediction, double target)
    {
        var error = prediction - target;
        _absoluteErrors += Math.Abs(error);
        _squaredErrors[i] += error * error;

        var fromOldMean = target - _mean[i];
        _mean[i] += fromOldMean / _count;
        _deviations[i] += fromOldMean * (target - _mean[i]);
    }
}
