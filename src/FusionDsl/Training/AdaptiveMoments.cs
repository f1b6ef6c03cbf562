using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// What <see cref="Adam"/> and <see cref="AdamW"/> share: running means of the gradient and of its square, corrected for their start at 0.
/// </summary>
public abstract class AdaptiveMoments : Optimizer
{
    private readonly double _beta1, _beta2, _epsilon, _weightDecay;
    private readonly Tensor _mean, _square;

    private protected AdaptiveMoments(
        OptimizerOptions options, FlatParameters parameters, double beta1, double beta2, double epsilon, double weightDecay)
        : base(options, parameters)
    {
        _beta1 = Check("Beta1", beta1, beta => beta is >= 0 and < 1, "from 0 to below 1");
        _beta2 = Check("Beta2", beta2, beta => beta is >= 0 and < 1, "from 0 to below 1");
        _epsilon = Check("Epsilon", epsilon, value => value > 0, "greater than 0");
        _weightDecay = Check("WeightDecay", weightDecay, value => value >= 0, "of at least 0");
        _mean = Remember("exp_avg");
        _square = Remember("exp_avg_sq");
    }

    private double MeanCorrection => 1 - Math.Pow(_beta1, Steps);

    private double SquareCorrection => 1 - Math.Pow(_beta2, Steps);

    private protected override void StepTensors(Tensor values, Tensor gradients, Func<Tensor, Tensor> part, double rate)
    {
        var (mean, square) = (part(_mean), part(_square));
        if (_weightDecay > 0) values.mul_(1 - rate * _weightDecay);
        mean.mul_(_beta1).add_(gradients, alpha: 1 - _beta1);
        square.mul_(_beta2).addcmul_(gradients, gradients, value: 1 - _beta2);
        using var deviation = square.sqrt();
        deviation.div_(Math.Sqrt(SquareCorrection)).add_(_epsilon);
        values.addcdiv_(mean, deviation, value: -rate / MeanCorrection);
    }

    // Optimized from the first call on: the unoptimized code of Vector<T> would make the first epochs several times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void StepSpans(int start, int count, double learningRate)
    {
        Span<float> values = Parameters.ValueSpan.Slice(start, count), gradients = Parameters.GradientSpan.Slice(start, count);
        Span<float> means = Spans.Floats(_mean).Slice(start, count), squares = Spans.Floats(_square).Slice(start, count);
        var (keepMean, addMean) = ((float)_beta1, (float)(1 - _beta1));
        var (keepSquare, addSquare) = ((float)_beta2, (float)(1 - _beta2));
        var keepValue = (float)(1 - learningRate * _weightDecay);
        var rate = (float)(learningRate / MeanCorrection);
        var deviationScale = (float)(1 / Math.Sqrt(SquareCorrection));
        var epsilon = (float)_epsilon;

        var value = MemoryMarshal.Cast<float, Vector<float>>(values);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var mean = MemoryMarshal.Cast<float, Vector<float>>(means);
        var square = MemoryMarshal.Cast<float, Vector<float>>(squares);
        var (scales, epsilons) = (new Vector<float>(deviationScale), new Vector<float>(epsilon));
        for (var i = 0; i < value.Length; i++)
        {
            var g = gradient[i];
            var m = mean[i] = mean[i] * keepMean + g * addMean;
            var s = square[i] = square[i] * keepSquare + g * g * addSquare;
            value[i] = value[i] * keepValue - m / (Vector.SquareRoot(s) * scales + epsilons) * rate;
        }
        for (var i = value.Length * Vector<float>.Count; i < values.Length; i++)
        {
            var g = gradients[i];
            var m = means[i] = means[i] * keepMean + g * addMean;
            var s = squares[i] = squares[i] * keepSquare + g * g * addSquare;
            values[i] = values[i] * keepValue - m / (MathF.Sqrt(s) * deviationScale + epsilon) * rate;
        }
    }
}
