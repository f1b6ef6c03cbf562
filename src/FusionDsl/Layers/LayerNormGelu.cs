using FusionDsl.Native;
using FusionDsl.Numerics;
using FusionDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Layer normalization (Ba et al., 2016) and the GELU (Hendrycks and Gimpel, 2016) behind it as one operation: over the features of
/// [batch, feature], or over the channels at every place of [batch, channel, time] and [batch, channel, height, width]; the same shape out.
/// Parameters <c>weight</c> and <c>bias</c> as in <see cref="ChannelLayerNorm"/>.
/// </summary>
/// <remarks>
/// float32 on the CPU is computed by <see cref="LayerNormKernels"/>; everything else by libtorch's two operations, with the same numbers within
/// rounding.
/// </remarks>
public sealed class LayerNormGelu : nn.Module<Tensor, Tensor>
{
    // Smaller tensors are faster in libtorch's operations.
    private const int FewestNumbers = 16_384;

    private readonly long[] _width;
    private readonly double _epsilon;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    /// <param name="channels">Number of features or channels: the length of axis 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public LayerNormGelu(long channels, double epsilon = 1e-5) : base(LibTorch.ReadyFor(nameof(LayerNormGelu)))
    {
        (_width, _epsilon) = ([channels], epsilon);
        register_parameter("weight", _weight = Owned.Parameter(ones(channels, dtype: ScalarType.Float32)));
        register_parameter("bias", _bias = Owned.Parameter(zeros(channels, dtype: ScalarType.Float32)));
    }

    /// <summary>Whether to compute it here where that is possible; false takes libtorch's two operations, as a reference.</summary>
    internal static bool IsFused { get; set; } = true;

    /// <summary>For tests: from which size on it is computed here.</summary>
    internal static int SmallestFused { get; set; } = FewestNumbers;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (IsFused && Fits(input)) return Fused.Run(this, input);
        using var normalized = ChannelLayerNorm.Normalize(input, _width, _weight, _bias, _epsilon);
        return nn.functional.gelu(normalized);
    }

    /// <summary>The constructor registers both parameters.</summary>
    protected override void RegisterComponents() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Leftovers.Free();
        base.Dispose(disposing);
    }

    private bool Fits(Tensor input) =>
        input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32 && _weight.dtype == ScalarType.Float32
        && input.dim() >= 2 && input.size(1) == _width[0] && input.numel() is var count && count >= SmallestFused && count <= Spans.Longest
        && count / input.size(0) / (input.dim() > 2 ? _width[0] : 1) >= LayerNormKernels.FewestLanes && input.is_contiguous();

    /// <summary>What the two directions of one call share.</summary>
    private sealed record Pass(ChannelShape Shape, NormWeights Weights)
    {
        /// <summary>The result as this class made it; libtorch wraps it once more.</summary>
        public Tensor? Raw { get; set; }

        /// <summary>[batch, 3, place]; libtorch keeps it for the way back.</summary>
        public Tensor? Moments { get; set; }
    }

    private sealed unsafe class Fused : autograd.SingleTensorFunction<Fused>
    {
        public override string Name => nameof(LayerNormGelu);

        public static Tensor Run(LayerNormGelu layer, Tensor input)
        {
            Leftovers.Free();
            var pass = new Pass(
                ChannelShape.Of(input), new(Spans.Floats(layer._weight).ToArray(), Spans.Floats(layer._bias).ToArray(), layer._epsilon));
            var output = apply(input, layer._weight, layer._bias, pass);
            pass.Raw?.Dispose();
            pass.Moments?.Dispose();
            (pass.Raw, pass.Moments) = (null, null);
            return output;
        }

        public override Tensor forward(autograd.AutogradContext context, params object[] inputs)
        {
            var (input, pass) = ((Tensor)inputs[0], (Pass)inputs[3]);
            var output = pass.Raw = StepMemory.Empty(input.shape);
            var moments = pass.Moments = empty(pass.Shape.Batch, 3, pass.Shape.Places);
            fixed (float* x = Spans.Floats(input), y = Spans.Floats(output), kept = Spans.Floats(moments))
                LayerNormKernels.Forward(x, y, pass.Shape, pass.Weights, kept);
            context.save_for_backward([input, moments]);
            context.save_data(nameof(Pass), pass);
            return output;
        }

        public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradient)
        {
            Leftovers.Free();
            var pass = (Pass)context.get_data(nameof(Pass));
            var saved = context.get_saved_variables();
            using var input = saved[0];
            using var moments = saved[1];
            using var given = gradient;
            using var dense = gradient.contiguous();
            var inputGradient = StepMemory.Empty(input.shape);
            var (scaleGradient, shiftGradient) = (empty(pass.Shape.Channels), empty(pass.Shape.Channels));
            fixed (float* x = Spans.Floats(input), dy = Spans.Floats(dense), dx = Spans.Floats(inputGradient), kept = Spans.Floats(moments),
                dGamma = Spans.Floats(scaleGradient), dBeta = Spans.Floats(shiftGradient))
                LayerNormKernels.Backward(x, dy, dx, pass.Shape, pass.Weights, kept, dGamma, dBeta);
            return Leftovers.HandOver(inputGradient, scaleGradient, shiftGradient, null);
        }
    }
}
