using FusionDsl.Native;
using FusionDsl.Numerics;
using FusionDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Convolution over time: [batch, channel, time] → [batch, filter, (time + 2 · padding − dilation · (kernel − 1) − 1) / stride + 1]. Parameters
/// <c>weight</c> and <c>bias</c> with the names, shapes and first values of libtorch's Conv1d.
/// </summary>
/// <remarks>
/// On processors with vectors of 512 bits, convolutions in float32 with a step of 1 are computed by <see cref="Conv1dKernels"/>; everything else,
/// and what is so small that it would not pay, by libtorch, with the same numbers within rounding.
/// </remarks>
public sealed class Conv1d : nn.Module<Tensor, Tensor>
{
    // Below this, calling the kernels costs more than they gain.
    private const double FewestFlops = 4e6;

    private readonly int _stride, _padding, _dilation;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter? _bias;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Number of filters.</param>
    /// <param name="kernel">Times that a filter sees.</param>
    /// <param name="stride">Times from one window to the next.</param>
    /// <param name="padding">Zeros at both ends.</param>
    /// <param name="dilation">Times from one tap of a filter to the next.</param>
    /// <param name="bias">Whether to add a trained number per filter.</param>
    public Conv1d(int inputs, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, bool bias = true)
        : base(LibTorch.ReadyFor(nameof(Conv1d)))
    {
        (_stride, _padding, _dilation) = (stride, padding, dilation);
        // First values as libtorch draws them, in its order.
        using var like = nn.Conv1d(inputs, outputs, kernel, stride: stride, padding: padding, dilation: dilation, bias: bias);
        register_parameter("weight", _weight = Owned.CopyOf(like.weight));
        if (bias) register_parameter("bias", _bias = Owned.CopyOf(like.bias!));
    }

    /// <summary>Whether to compute it here where that is possible; false takes libtorch's operation, as a reference.</summary>
    internal static bool IsFused { get; set; } = true;

    /// <summary>For tests: from how many operations on it is computed here.</summary>
    internal static double SmallestFused { get; set; } = FewestFlops;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (IsFused && Fits(input, out var shape)) return Managed.Run(this, input, shape);
        return Filters.Run(input, _weight, _bias, (whole, weight, bias) =>
            nn.functional.conv1d(whole, weight, bias, stride: _stride, padding: _padding, dilation: _dilation));
    }

    /// <summary>The constructor registers everything.</summary>
    protected override void RegisterComponents() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Leftovers.Free();
        base.Dispose(disposing);
    }

    private bool Fits(Tensor input, out ConvolutionShape shape)
    {
        shape = default;
        if (!Conv1dKernels.IsSupported || _stride != 1 || input.device_type != DeviceType.CPU || input.dtype != ScalarType.Float32
            || _weight.dtype != ScalarType.Float32 || input.dim() != 3 || input.size(1) != _weight.size(1)) return false;
        var time = input.size(2) + 2 * _padding;
        if (input.size(0) * input.size(1) * time > Spans.Longest || _weight.numel() > Spans.Longest / 2) return false;
        shape = new((int)input.size(0), (int)input.size(1), (int)time, (int)_weight.size(0), (int)_weight.size(2), _dilation);
        return shape.Length >= Conv1dKernels.FewestTimes && input.size(2) >= Conv1dKernels.FewestTimes
            && (long)shape.Batch * shape.Outputs * shape.Length <= Spans.Longest && shape.Flops >= SmallestFused;
    }

    /// <summary>What the two directions of one call share.</summary>
    private sealed record Pass(ConvolutionShape Shape, int Padding, bool NeedsInputGradient, bool HasBias)
    {
        /// <summary>The result as this class made it; libtorch wraps it once more.</summary>
        public Tensor? Raw { get; set; }

        /// <summary>[batch, channel, time] without gaps, zeros at both ends; libtorch keeps it for the way back.</summary>
        public Tensor? Input { get; set; }
    }

    private sealed unsafe class Managed : autograd.SingleTensorFunction<Managed>
    {
        public override string Name => nameof(Conv1d);

        public static Tensor Run(Conv1d layer, Tensor input, ConvolutionShape shape)
        {
            Leftovers.Free();
            var pass = new Pass(shape, layer._padding, input.requires_grad, layer._bias is not null);
            var output = layer._bias is null ? apply(input, layer._weight, pass) : apply(input, layer._weight, pass, layer._bias);
            pass.Raw?.Dispose();
            pass.Input?.Dispose();
            (pass.Raw, pass.Input) = (null, null);
            return output;
        }

        public override Tensor forward(autograd.AutogradContext context, params object[] inputs)
        {
            var (weight, pass, shift) = ((Tensor)inputs[1], (Pass)inputs[2], inputs.Length > 3 ? (Tensor)inputs[3] : null);
            var shape = pass.Shape;
            var input = pass.Input = Padded((Tensor)inputs[0], pass.Padding);
            var output = pass.Raw = StepMemory.Empty(shape.Batch, shape.Outputs, shape.Length);
            using var packed = empty(Conv1dKernels.PackedSize(shape.Outputs, shape.Depth));
            var shifts = shift is null ? default : Spans.Floats(shift);
            fixed (float* x = Spans.Floats(input), w = Spans.Floats(weight), panels = Spans.Floats(packed), bias = shifts, y = Spans.Floats(output))
            {
                Conv1dKernels.Pack(w, shape, panels);
                Conv1dKernels.Forward(x, panels, bias, y, shape);
            }
            context.save_for_backward([input, weight]);
            context.save_data(nameof(Pass), pass);
            return output;
        }

        public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradient)
        {
            Leftovers.Free();
            var pass = (Pass)context.get_data(nameof(Pass));
            var shape = pass.Shape;
            var saved = context.get_saved_variables();
            using var input = saved[0];
            using var weight = saved[1];
            using var given = gradient;
            using var dense = gradient.contiguous();
            var inputGradient = pass.NeedsInputGradient ? StepMemory.Empty(shape.Batch, shape.Inputs, shape.Time - 2 * pass.Padding) : null;
            var weightGradient = empty_like(weight);
            var shiftGradient = pass.HasBias ? empty(shape.Outputs) : null;
            var shifts = shiftGradient is null ? default : Spans.Floats(shiftGradient);
            fixed (float* x = Spans.Floats(input), w = Spans.Floats(weight), dy = Spans.Floats(dense), dw = Spans.Floats(weightGradient),
                dBias = shifts)
            {
                Conv1dWeightKernels.Gradients(x, dy, dw, dBias, shape);
                if (inputGradient is not null)
                {
                    using var packed = empty(Conv1dKernels.PackedSize(shape.Inputs, shape.Outputs * shape.Kernel));
                    fixed (float* panels = Spans.Floats(packed), dx = Spans.Floats(inputGradient))
                    {
                        Conv1dKernels.PackReversed(w, shape, panels);
                        Conv1dKernels.InputGradient(dy, panels, dx, shape, pass.Padding);
                    }
                }
            }
            return shiftGradient is null
                ? Leftovers.HandOver(inputGradient, weightGradient, null) : Leftovers.HandOver(inputGradient, weightGradient, null, shiftGradient);
        }

        private static Tensor Padded(Tensor input, int padding)
        {
            if (padding == 0) return input.contiguous();
            using var dense = input.contiguous();
            var padded = StepMemory.Empty(input.size(0), input.size(1), input.size(2) + 2 * padding);
            var from = Spans.Floats(dense);
            var to = Spans.Floats(padded);
            var time = (int)input.size(2);
            for (var row = 0; row < from.Length / time; row++)
                Conv1dKernels.Place(from.Slice(row * time, time), to.Slice(row * (time + 2 * padding), time + 2 * padding), padding);
            return padded;
        }
    }
}
