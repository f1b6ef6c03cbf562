using FusionDsl.Native;
using FusionDsl.Numerics;
using FusionDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015) and the ReLU behind it as one operation: [batch, feature], [batch, channel, time] or
/// [batch, channel, height, width], the same shape out. Parameters and buffers have the names and the first values of BatchNorm1d and
/// BatchNorm2d, so that weights go to and from them.
/// </summary>
/// <remarks>
/// Training in float32 on the CPU is computed by <see cref="ChannelKernels"/>; everything else by libtorch's two operations, with the same
/// numbers within rounding. A batch of a single number per channel has no variance to learn: the running variance stays as it is.
/// </remarks>
public sealed class BatchNormRelu : nn.Module<Tensor, Tensor>
{
    // Shorter rows than this, and small tensors, are faster in libtorch's operations.
    private const int FewestPlaces = 8, FewestNumbers = 16_384;

    private static readonly TorchSharp.Scalar One = 1;

    private readonly double _epsilon, _momentum;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    [ComponentName(Name = "running_mean")] private readonly Tensor _runningMean;
    [ComponentName(Name = "running_var")] private readonly Tensor _runningVariance;
    [ComponentName(Name = "num_batches_tracked")] private readonly Tensor _batchCount;

    /// <param name="channels">Number of features or channels: the length of axis 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics, 0 to 1.</param>
    public BatchNormRelu(long channels, double epsilon = 1e-5, double momentum = 0.1) : base(LibTorch.ReadyFor(nameof(BatchNormRelu)))
    {
        (_epsilon, _momentum) = (epsilon, momentum);
        register_parameter("weight", _weight = Owned.Parameter(ones(channels, dtype: ScalarType.Float32)));
        register_parameter("bias", _bias = Owned.Parameter(zeros(channels, dtype: ScalarType.Float32)));
        register_buffer("running_mean", _runningMean = zeros(channels, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("running_var", _runningVariance = ones(channels, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("num_batches_tracked", _batchCount = zeros([], dtype: ScalarType.Int64).DetachFromDisposeScope());
    }

    /// <summary>Whether to compute it here where that is possible; false takes libtorch's two operations, as a reference.</summary>
    internal static bool IsFused { get; set; } = true;

    /// <summary>For tests: from which size on it is computed here.</summary>
    internal static int SmallestFused { get; set; } = FewestNumbers;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (training) CountBatch();
        if (training && IsFused && Fits(input)) return Fused.Run(this, input);
        // Of one number alone libtorch would make a variance that is not finite.
        using var untouched = training && input.numel() == input.size(1) ? _runningVariance.clone() : null;
        return nn.functional.batch_norm(input, _runningMean, untouched ?? _runningVariance, _weight, _bias, training, _momentum, _epsilon).relu_();
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Leftovers.Free();
        base.Dispose(disposing);
    }

    private void CountBatch()
    {
        using var noGrad = no_grad();
        _batchCount.add_(One);
    }

    private bool Fits(Tensor input) =>
        input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32 && _weight.dtype == ScalarType.Float32
        && input.dim() > 2 && input.size(1) == _weight.numel() && input.numel() is var count && count >= SmallestFused && count <= Spans.Longest
        && count >= FewestPlaces * input.size(0) * input.size(1) && input.is_contiguous();

    private ChannelStatistics Statistics()
    {
        var statistics = new ChannelStatistics((int)_weight.numel(), _epsilon);
        Spans.Floats(_weight).CopyTo(statistics.Gamma);
        Spans.Floats(_bias).CopyTo(statistics.Beta);
        return statistics;
    }

    /// <summary>What the two directions of one call share.</summary>
    private sealed record Pass(ChannelShape Shape, ChannelStatistics Statistics)
    {
        /// <summary>The result as this class made it; libtorch wraps it once more.</summary>
        public Tensor? Raw { get; set; }
    }

    private sealed unsafe class Fused : autograd.SingleTensorFunction<Fused>
    {
        public override string Name => nameof(BatchNormRelu);

        public static Tensor Run(BatchNormRelu layer, Tensor input)
        {
            Leftovers.Free();
            var shape = ChannelShape.Of(input);
            var pass = new Pass(shape, layer.Statistics());
            var output = apply(input, layer._weight, layer._bias, pass);
            pass.Raw?.Dispose();
            pass.Raw = null;
            pass.Statistics.MoveRunning(
                Spans.Floats(layer._runningMean), Spans.Floats(layer._runningVariance), layer._momentum, (double)shape.Batch * shape.Places);
            return output;
        }

        public override Tensor forward(autograd.AutogradContext context, params object[] inputs)
        {
            var (input, pass) = ((Tensor)inputs[0], (Pass)inputs[3]);
            var output = pass.Raw = StepMemory.Empty(input.shape);
            fixed (float* x = Spans.Floats(input), y = Spans.Floats(output)) ChannelKernels.Forward(x, y, pass.Shape, pass.Statistics);
            context.save_for_backward([input]);
            context.save_data(nameof(Pass), pass);
            return output;
        }

        public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradient)
        {
            Leftovers.Free();
            var pass = (Pass)context.get_data(nameof(Pass));
            using var input = context.get_saved_variables()[0];
            using var given = gradient;
            using var dense = gradient.contiguous();
            var inputGradient = StepMemory.Empty(input.shape);
            var (scaleGradient, shiftGradient) = (empty(pass.Shape.Channels), empty(pass.Shape.Channels));
            fixed (float* x = Spans.Floats(input), dy = Spans.Floats(dense), dx = Spans.Floats(inputGradient),
                dGamma = Spans.Floats(scaleGradient), dBeta = Spans.Floats(shiftGradient))
                ChannelKernels.Backward(x, dy, dx, pass.Shape, pass.Statistics, dGamma, dBeta);
            return Leftovers.HandOver(inputGradient, scaleGradient, shiftGradient, null);
        }
    }
}
