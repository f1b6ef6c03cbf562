using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Stochastic gradient descent; with momentum, and Nesterov's look ahead, as Sutskever et al. (2013) write them.</summary>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum, _weightDecay;
    private readonly bool _isNesterov;
    private readonly Tensor? _velocity;

    /// <param name="options">Its settings.</param>
    /// <param name="parameters">What it moves.</param>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public Sgd(SgdOptions options, FlatParameters parameters) : base(options, parameters)
    {
        _momentum = Check("Momentum", options.Momentum, value => value >= 0, "of at least 0");
        _weightDecay = Check("WeightDecay", options.WeightDecay, value => value >= 0, "of at least 0");
        _isNesterov = options.Nesterov;
        if (_isNesterov && _momentum == 0)
            throw new FusionException("Optimizer: Nesterov is set and Momentum is 0; expected a Momentum above 0, for instance 0.9.");
        if (_momentum > 0) _velocity = Remember("momentum_buffer");
    }

    private protected override void StepTensors(Tensor values, Tensor gradients, Func<Tensor, Tensor> part, double rate)
    {
        using var decayed = gradients.add(values, alpha: _weightDecay);
        if (_velocity is null)
        {
            values.add_(decayed, alpha: -rate);
            return;
        }
        var velocity = part(_velocity);
        velocity.mul_(_momentum).add_(decayed);
        if (_isNesterov) values.add_(decayed.add_(velocity, alpha: _momentum), alpha: -rate);
        else values.add_(velocity, alpha: -rate);
    }

    private protected override void StepSpans(int start, int count, double rate)
    {
        Span<float> values = Parameters.ValueSpan.Slice(start, count), gradients = Parameters.GradientSpan.Slice(start, count);
        if (_velocity is null) StepPlain((float)rate, (float)_weightDecay, values, gradients);
        else StepMomentum((float)rate, values, gradients, Spans.Floats(_velocity).Slice(start, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepPlain(float rate, float decay, Span<float> values, Span<float> gradients)
    {
        var value = MemoryMarshal.Cast<float, Vector<float>>(values);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        for (var i = 0; i < value.Length; i++) value[i] -= (gradient[i] + value[i] * decay) * rate;
        for (var i = value.Length * Vector<float>.Count; i < values.Length; i++) values[i] -= (gradients[i] + values[i] * decay) * rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepMomentum(float rate, Span<float> values, Span<float> gradients, Span<float> velocities)
    {
        var (decay, momentum) = ((float)_weightDecay, (float)_momentum);
        // The step is towards own · gradient + ahead · velocity: Nesterov looks one momentum further.
        var (own, ahead) = _isNesterov ? (1f, momentum) : (0f, 1f);

        var value = MemoryMarshal.Cast<float, Vector<float>>(values);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var velocity = MemoryMarshal.Cast<float, Vector<float>>(velocities);
        for (var i = 0; i < value.Length; i++)
        {
            var g = gradient[i] + value[i] * decay;
            var v = velocity[i] = velocity[i] * momentum + g;
            value[i] -= (g * own + v * ahead) * rate;
        }
        for (var i = value.Length * Vector<float>.Count; i < values.Length; i++)
        {
            var g = gradients[i] + values[i] * decay;
            var v = velocities[i] = velocities[i] * momentum + g;
            values[i] -= (g * own + v * ahead) * rate;
        }
    }
}
