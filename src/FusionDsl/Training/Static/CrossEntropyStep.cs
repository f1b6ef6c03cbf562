using System.Numerics.Tensors;
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
    private readonly StaticMemory _memory;
    private readonly Signal _logits;
    private readonly float[]? _weights;
    private readonly float _smoothing, _lossWeight, _weightSum;
    private torch.Tensor? _seen;
    private long* _labels;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="lossWeight">Of this head among the others.</param>
    /// <param name="classWeights">One per class; null: all weigh the same.</param>
    /// <param name="smoothing">0 to below 1.</param>
    public CrossEntropyStep(StaticMemory memory, Signal logits, double lossWeight = 1, float[]? classWeights = null, double smoothing = 0)
    {
        (_memory, _logits, _weights, _smoothing, _lossWeight) = (memory, logits, classWeights, (float)smoothing, (float)lossWeight);
        _weightSum = classWeights?.Sum() ?? logits.Width;
        logits.AddReader();
    }

    /// <summary>The loss of the batch; the gradient of the logits is then known too.</summary>
    /// <param name="labels">[batch] int64, places among the logits, on the CPU.</param>
    /// <returns>In nats, times the weight of the head.</returns>
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

        var loss = 0.0;
        for (var row = 0; row < rows; row++)
        {
            Span<float> scores = logits.Row(row), gradient = gradients.Row(row);
            var label = Label(row);
            var (weight, share) = ((1 - _smoothing) * WeightOf(label), _smoothing / classes);
            var logSum = Softmax.Of(scores, gradient);
            loss += weight * (logSum - scores[label]);
            if (_smoothing > 0) loss += share * (_weightSum * logSum - (_weights is null ? TensorPrimitives.Sum<float>(scores) : TensorPrimitives.Dot<float>(_weights, scores)));

            // d/dz = weight · (p − 1 at the label) + share · (p · Σw − w), over the sum of the weights.
            var scale = _lossWeight / total;
            TensorPrimitives.Multiply(gradient, (weight + share * _weightSum) * scale, gradient);
            gradient[label] -= weight * scale;
            if (_smoothing > 0 && _weights is null) TensorPrimitives.Subtract(gradient, share * scale, gradient);
            else if (_smoothing > 0) TensorPrimitives.MultiplyAdd(_weights, -share * scale, gradient, gradient);
        }
        return (float)(loss / total) * _lossWeight;
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
