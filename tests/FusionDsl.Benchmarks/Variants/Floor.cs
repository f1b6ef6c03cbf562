using System.Diagnostics;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>
/// What cannot be saved as long as libtorch multiplies and convolves: the products and convolutions of a training step, forward and
/// backward, called one after the other with nothing around them, products into memory that is there. No bias, activation, norm,
/// embedding, loss, optimizer, data.
/// </summary>
internal sealed class Floor : Contestant
{
    private readonly Workload _workload;
    private readonly Kernel[] _kernels;

    public Floor(Workload workload) : base("floor")
    {
        _workload = workload;
        _kernels = [.. LayerShapes.Of(workload).SelectMany(Kernels)];
    }

    public override long UnitsPerRound => _workload.StepsPerEpoch;

    public override TimeSpan Run(int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var step = rounds * UnitsPerRound; step > 0; step--)
            foreach (var kernel in _kernels) kernel.Run();
        return Stopwatch.GetElapsedTime(start);
    }

    public override void Dispose()
    {
        foreach (var kernel in _kernels) kernel.Dispose();
    }

    private static IEnumerable<Kernel> Kernels(LayerShape layer) => layer switch
    {
        DenseShape dense =>
        [
            // y = x · Wᵀ, dW = dyᵀ · x, dx = dy · W; W lies as [out, in].
            new Product(new(dense.Rows, dense.In), new(dense.Out, dense.In, IsTransposed: true)),
            new Product(new(dense.Rows, dense.Out, IsTransposed: true), new(dense.Rows, dense.In)),
            .. dense.NeedsInputGradient ? [new Product(new(dense.Rows, dense.Out), new(dense.Out, dense.In))] : Array.Empty<Kernel>(),
        ],
        ConvolutionShape convolution => [new Convolution(convolution)],
        _ => [],
    };

    private abstract class Kernel : IDisposable
    {
        public abstract void Run();

        public abstract void Dispose();
    }

    /// <param name="Rows">Of the matrix in memory.</param>
    /// <param name="Columns">Of the matrix in memory.</param>
    /// <param name="IsTransposed">It is used the other way round.</param>
    private readonly record struct Matrix(long Rows, long Columns, bool IsTransposed = false)
    {
        public (Tensor Memory, Tensor Seen) Filled()
        {
            var memory = randn(Rows, Columns);
            return (memory, IsTransposed ? memory.t() : memory.alias());
        }
    }

    private sealed class Product : Kernel
    {
        private readonly Tensor _left, _right, _leftMemory, _rightMemory, _result;

        public Product(Matrix left, Matrix right)
        {
            (_leftMemory, _left) = left.Filled();
            (_rightMemory, _right) = right.Filled();
            _result = empty(_left.size(0), _right.size(1));
        }

        // With beta 0 this is mm into given memory.
        public override void Run() => _result.addmm_(_left, _right, beta: 0, alpha: 1);

        public override void Dispose()
        {
            foreach (var tensor in new[] { _left, _right, _leftMemory, _rightMemory, _result }) tensor.Dispose();
        }
    }

    /// <summary>libtorch offers the backward of a convolution only through autograd: here on the convolution alone.</summary>
    private sealed class Convolution : Kernel
    {
        private readonly Tensor[] _inputs;      // what gradients are wanted for: weight, and input if it has one
        private readonly Tensor _input, _weight;
        private readonly Tensor[] _outputGradient;

        public Convolution(ConvolutionShape shape)
        {
            _input = randn(shape.Rows, shape.In, shape.Time).requires_grad_(shape.NeedsInputGradient);
            _weight = randn(shape.Out, shape.In, shape.Kernel).requires_grad_(true);
            _outputGradient = [randn(shape.Rows, shape.Out, shape.OutTime)];
            _inputs = shape.NeedsInputGradient ? [_weight, _input] : [_weight];
        }

        public override void Run()
        {
            using var output = nn.functional.conv1d(_input, _weight);
            foreach (var gradient in autograd.grad([output], _inputs, _outputGradient)) gradient.Dispose();
        }

        public override void Dispose()
        {
            foreach (var tensor in new[] { _input, _weight, _outputGradient[0] }) tensor.Dispose();
        }
    }
}
