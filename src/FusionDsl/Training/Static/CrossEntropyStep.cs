using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using FusionDsl.Data.Nodes;
using FusionDsl.Numerics;
using TorchSharp;

namespace FusionDsl.Training.Static;

/// <summary>
/// Softmax cross-entropy of a classifier and its gradient in one pass, as <c>torch.nn.functional.cross_entropy</c> defines them: with class
/// weights the mean is over the weights of the true classes, and label smoothing (Szegedy et al., 2016) spreads a part over all classes.
/// </summary>
public sealed unsafe class CrossEntropyStep
{
    private readonly Signal _logits;
    private readonly float[] _logSums;
    private readonly float[]? _weights;
    private readonly float _smoothing, _weightSum;
    private float _lossWeight;
    private torch.Tensor? _seen;
    private long* _labels;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="lossWeight">Of this head among the others.</param>
    /// <param name="loss">Weights of the classes and smoothing of the labels; null: neither.</param>
    public CrossEntropyStep(StaticMemory memory, Signal logits, double lossWeight = 1, ClassificationLoss? loss = null)
    {
        (_logits, _smoothing, _lossWeight) = (logits, (float)(loss?.Smoothing ?? 0), (float)lossWeight);
        if (loss?.Weights.Length > 0) _weights = loss.Weights.ToArray();
        _weightSum = _weights?.Sum() ?? logits.Width;
        _logSums = new float[memory.Capacity];
        logits.AddReader();
    }

    /// <summary>The loss of the batch; the gradient of the logits is then known too.</summary>
    /// <param name="labels">[batch] int64, places among the logits, on the CPU.</param>
    /// <returns>In nats, times the weight of the head.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Run(torch.Tensor labels)
    {
        if (!ReferenceEquals(labels, _seen))
        {
            _labels = (long*)Memory.Of(labels);
            _seen = labels;
        }
        Matrix logits = _logits.Value, gradients = _logits.Gradient;
        var (rows, classes) = (logits.Rows, logits.Columns);
        var total = 0f;
        for (var row = 0; row < rows; row++) total += WeightOf(Label(row));

        // d/dz = weight · (p − 1 at the label) + share · (p · Σw − w), over the sum of the weights.
        Softmax.OfRows(logits, gradients, _logSums);
        var loss = 0.0;
        var (scale, share) = (_lossWeight / total, _smoothing / classes);
        for (var row = 0; row < rows; row++)
        {
            Span<float> scores = logits.Row(row), gradient = gradients.Row(row);
            var label = Label(row);
            var weight = (1 - _smoothing) * WeightOf(label);
            loss += weight * (_logSums[row] - scores[label]);
            var factor = (weight + share * _weightSum) * scale;
            for (var i = 0; i < gradient.Length; i++) gradient[i] *= factor;
            gradient[label] -= weight * scale;
            if (_smoothing > 0) loss += share * Smooth(scores, _logSums[row], gradient, share * scale);
        }
        return (float)(loss / total) * _lossWeight;
    }

    /// <summary>The same with another weight of the head; with 0 the loss and the gradient are 0.</summary>
    /// <param name="labels">[batch] int64, places among the logits, on the CPU.</param>
    /// <param name="lossWeight">Of this head among the others, at present.</param>
    /// <returns>In nats, times the weight of the head.</returns>
    public float Run(torch.Tensor labels, double lossWeight)
    {
        _lossWeight = (float)lossWeight;
        if (_lossWeight > 0) return Run(labels);
        _logits.ClearGradient();
        return 0;
    }

    /// <summary>The probabilities of the true classes, added up over the batch; to be asked for when the logits are computed.</summary>
    /// <param name="labels">[batch] int64, places among the logits, on the CPU.</param>
    public double Confidence(torch.Tensor labels)
    {
        var places = (long*)Memory.Of(labels);
        var (logits, sum) = (_logits.Value, 0.0);
        for (var row = 0; row < logits.Rows; row++)
        {
            var scores = logits.Row(row);
            var (own, total) = (scores[(int)places[row]], 0.0);
            // Relative to the true class no exponential is lost that counts.
            foreach (var score in scores) total += Math.Exp((double)score - own);
            sum += 1 / total;
        }
        return sum;
    }

    // The part of the loss that is spread over all classes; its gradient is added.
    private double Smooth(ReadOnlySpan<float> scores, float logSum, Span<float> gradient, float scale)
    {
        if (_weights is null)
        {
            TensorPrimitives.Subtract(gradient, scale, gradient);
            return _weightSum * logSum - TensorPrimitives.Sum(scores);
        }
        TensorPrimitives.MultiplyAdd(_weights, -scale, gradient, gradient);
        return _weightSum * logSum - TensorPrimitives.Dot(_weights, scores);
    }

    private int Label(int row)
    {
        var label = _labels[row];
        if ((ulong)label >= (ulong)_logits.Width)
            throw new FusionException($"Row {row} of the batch has the label {label}; expected 0 to {_logits.Width - 1}.");
        return (int)label;
    }

    private float WeightOf(int label) => _weights is null ? 1 : _weights[label];
}
