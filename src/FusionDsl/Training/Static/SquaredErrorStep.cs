using FusionDsl.Data.Nodes;
using FusionDsl.Numerics;
using TorchSharp;

namespace FusionDsl.Training.Static;

/// <summary>Squared error of a regression, the mean over targets and samples, and its gradient.</summary>
public sealed unsafe class SquaredErrorStep
{
    private readonly Signal _predictions;
    private double _lossWeight;
    private torch.Tensor? _seen;
    private Matrix _targets;

    /// <param name="predictions">[batch, targets]</param>
    /// <param name="lossWeight">Of this head among the others.</param>
    public SquaredErrorStep(Signal predictions, double lossWeight = 1)
    {
        (_predictions, _lossWeight) = (predictions, lossWeight);
        predictions.AddReader();
    }

    /// <summary>The loss of the batch; the gradient of the predictions is then known too.</summary>
    /// <param name="targets">[batch, targets] float32, on the CPU.</param>
    /// <returns>In squared units, times the weight of the head.</returns>
    public float Run(torch.Tensor targets)
    {
        if (!ReferenceEquals(targets, _seen))
        {
            _targets = new((float*)Memory.Of(targets), (int)targets.size(0), _predictions.Width);
            _seen = targets;
        }
        Matrix predictions = _predictions.Value, gradients = _predictions.Gradient;
        var scale = _lossWeight / ((double)predictions.Rows * predictions.Columns);
        var sum = 0.0;
        for (var row = 0; row < predictions.Rows; row++)
        {
            Span<float> prediction = predictions.Row(row), target = _targets.Row(row), gradient = gradients.Row(row);
            for (var i = 0; i < gradient.Length; i++)
            {
                var error = prediction[i] - target[i];
                sum += (double)error * error;
                gradient[i] = (float)(2 * scale * error);
            }
        }
        return (float)(sum * scale);
    }

    /// <summary>The same with another weight of the head; with 0 the loss and the gradient are 0.</summary>
    /// <param name="targets">[batch, targets] float32, on the CPU.</param>
    /// <param name="lossWeight">Of this head among the others, at present.</param>
    /// <returns>In squared units, times the weight of the head.</returns>
    public float Run(torch.Tensor targets, double lossWeight)
    {
        _lossWeight = lossWeight;
        if (lossWeight > 0) return Run(targets);
        _predictions.ClearGradient();
        return 0;
    }
}
