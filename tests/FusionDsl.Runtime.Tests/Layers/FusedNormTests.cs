using FusionDsl.Layers;
using FusionDsl.Numerics;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>Two layers as one operation: whatever the shape, the numbers of libtorch's two operations.</summary>
[Collection(nameof(FusedNormTests))]
public sealed class FusedNormTests : IDisposable
{
    public FusedNormTests() => (BatchNormRelu.SmallestFused, LayerNormGelu.SmallestFused) = (0, 0);

    public static TheoryData<string, long[]> Cases
    {
        get
        {
            long[][] shapes =
            [
                [5, 1], [7, 3], [4, 16], [9, 33], [64, 256],
                [2, 3, 1], [3, 1, 7], [1, 4, 8], [5, 3, 15], [4, 2, 16], [6, 5, 17], [2, 3, 31], [3, 4, 241], [2, 256, 20], [1, 2, 5000], [64, 16, 238],
                [2, 3, 5, 7], [3, 1, 8, 8], [2, 5, 1, 33],
            ];
            var cases = new TheoryData<string, long[]>();
            foreach (var layer in new[] { "BatchNormRelu", "LayerNormGelu" })
                foreach (var shape in shapes) cases.Add(layer, shape);
            return cases;
        }
    }

    public void Dispose()
    {
        (BatchNormRelu.SmallestFused, LayerNormGelu.SmallestFused) = (16_384, 16_384);
        ChannelKernels.IsWide = LayerNormKernels.IsWide = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated;
        Use(fused: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_gradients_are_those_of_libtorch(string layer, long[] shape) => AssertAsLibtorch(layer, shape, spread: 2, mean: 0.5);

    [Theory]
    [InlineData("BatchNormRelu", 241)]
    [InlineData("BatchNormRelu", 9)]
    [InlineData("LayerNormGelu", 241)]
    [InlineData("LayerNormGelu", 40)]
    public void Other_machines_have_narrower_vectors(string layer, long time)
    {
        ChannelKernels.IsWide = LayerNormKernels.IsWide = false;
        AssertAsLibtorch(layer, [3, 5, time], spread: 2, mean: 0.5);
    }

    [Theory]
    [InlineData("BatchNormRelu", new long[] { 8, 3, 100 })]
    [InlineData("LayerNormGelu", new long[] { 4, 48, 33 })]
    [InlineData("LayerNormGelu", new long[] { 32, 64 })]
    public void A_large_mean_does_not_swallow_a_small_spread(string layer, long[] shape)
    {
        using var scope = NewDisposeScope();
        var (fused, exact) = (Make(layer, shape[1]), Make(layer, shape[1]));
        exact.to(ScalarType.Float64);
        var x = LayerChecks.Random(3, shape) + 20_000;           // float32 holds it in steps of 0.002
        var y = fused.call(x);
        Assert.True((y - exact.call(x.to(ScalarType.Float64))).abs().max().ToDouble() < 2e-5);
    }

    [Theory]
    [InlineData("BatchNormRelu", new long[] { 8, 3, 33 })]
    [InlineData("LayerNormGelu", new long[] { 8, 16, 33 })]
    public void NaN_is_not_hidden(string layer, long[] shape)
    {
        using var scope = NewDisposeScope();
        var module = Make(layer, shape[1]);
        var x = LayerChecks.Random(4, shape);
        x[3, 1, 17] = float.NaN;
        x.requires_grad_(true);
        var y = module.call(x);
        y.sum().backward();
        Assert.True(y.isnan().any().ToBoolean());
        Assert.True(x.grad!.isnan().any().ToBoolean());
        Assert.True(module.get_parameter("weight")!.grad!.isnan().any().ToBoolean());
    }

    [Fact]
    public void Running_statistics_and_evaluation_are_those_of_BatchNorm()
    {
        using var scope = NewDisposeScope();
        var fused = new BatchNormRelu(5, epsilon: 1e-3, momentum: 0.3);
        var plain = nn.BatchNorm1d(5, eps: 1e-3, momentum: 0.3);
        LayerChecks.Fill(fused);
        LayerChecks.Fill(plain);
        for (var step = 0; step < 4; step++)
        {
            var x = LayerChecks.Random(step, 6, 5, 23) * (step + 1) + step;
            LayerChecks.Equal(plain.call(x).relu(), fused.call(x), 1e-5);
        }
        LayerChecks.Equal(plain.running_mean!, fused.get_buffer("running_mean")!, 1e-6);
        LayerChecks.Equal(plain.running_var!, fused.get_buffer("running_var")!, 1e-5);

        fused.eval();
        plain.eval();
        var unseen = LayerChecks.Random(9, 3, 5, 23);
        LayerChecks.Equal(plain.call(unseen).relu(), fused.call(unseen), 1e-6);
        LayerChecks.Equal(plain.running_mean!, fused.get_buffer("running_mean")!, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Weights_go_to_and_from_the_plain_layer(int dimensions)
    {
        using var scope = NewDisposeScope();
        nn.Module plain = dimensions == 1 ? nn.BatchNorm1d(4) : nn.BatchNorm2d(4);
        var fused = new BatchNormRelu(4);
        var (expected, actual) = (plain.state_dict(), fused.state_dict());
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var name in expected.Keys)
        {
            Assert.Equal(expected[name].dtype, actual[name].dtype);
            LayerChecks.Equal(expected[name], actual[name], 0);
        }
        LayerChecks.Fill(plain, seed: 3);
        Assert.Empty(fused.load_state_dict(plain.state_dict()).missing_keys);
        LayerChecks.Equal(plain.state_dict()["weight"], fused.state_dict()["weight"], 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_batch_of_one_number_leaves_the_running_variance_alone(bool fused)
    {
        using var scope = NewDisposeScope();
        Use(fused);
        var layer = new BatchNormRelu(3);
        var y = layer.call(tensor(new float[] { 1, -2, 3 }, [1, 3]));
        LayerChecks.Equal(ones(3), layer.get_buffer("running_var")!, 0);
        Assert.True(y.isfinite().all().ToBoolean());
        LayerChecks.Equal(tensor(new[] { 0.1f, -0.2f, 0.3f }), layer.get_buffer("running_mean")!, 1e-6);
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void Double_precision_and_inputs_that_are_not_dense_go_to_libtorch(string layer)
    {
        using var scope = NewDisposeScope();
        var module = Make(layer, 17);
        var x = LayerChecks.Random(2, 4, 19, 17);
        var transposed = x.transpose(1, 2);
        var expected = module.call(transposed.contiguous());
        LayerChecks.Equal(expected, module.call(transposed), 1e-5);
        module.to(ScalarType.Float64);
        var exact = module.call(transposed.to(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, exact.dtype);
        LayerChecks.Equal(exact, expected, 1e-5);
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void A_gradient_that_is_not_dense_is_understood(string layer)
    {
        using var scope = NewDisposeScope();
        var module = Make(layer, 16);
        var x = LayerChecks.Random(2, 4, 16, 20).requires_grad_(true);
        module.call(x).sum().backward();                         // ones, expanded
        var expected = x.grad!.clone();
        x.grad = null;
        using var _ = module.get_parameter("weight")!.grad!.zero_();
        (module.call(x) * ones_like(x)).sum().backward();
        LayerChecks.Equal(expected, x.grad!, 1e-5);
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void Two_calls_before_one_backward_do_not_disturb_each_other(string layer)
    {
        using var scope = NewDisposeScope();
        var module = Make(layer, 16);
        var (a, b) = (LayerChecks.Random(1, 4, 16, 20).requires_grad_(true), LayerChecks.Random(2, 4, 16, 20).requires_grad_(true));
        var weights = LayerChecks.Random(3, 4, 16, 20);
        ((module.call(a) * weights).sum() + (module.call(b) * weights).sum()).backward();
        var together = (a.grad!.clone(), b.grad!.clone());
        (a.grad, b.grad) = (null, null);
        (module.call(a) * weights).sum().backward();
        (module.call(b) * weights).sum().backward();
        LayerChecks.Equal(a.grad!, together.Item1, 1e-6);
        LayerChecks.Equal(b.grad!, together.Item2, 1e-6);
    }

    [Theory]
    [InlineData("BatchNormRelu", new long[] { 64, 32, 300 })]
    [InlineData("LayerNormGelu", new long[] { 64, 32, 300 })]
    public void Two_threads_give_what_one_gives(string layer, long[] shape)
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            var alone = Run(layer, shape, spread: 2, mean: 0.5);
            set_num_threads(2);
            var (first, second) = (Run(layer, shape, spread: 2, mean: 0.5), Run(layer, shape, spread: 2, mean: 0.5));
            foreach (var name in alone.Keys)
            {
                LayerChecks.Equal(alone[name], first[name], name is "input" or "output" ? 0 : 1e-3);
                LayerChecks.Equal(first[name], second[name], 0);  // the same bits each time
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void Nothing_leaks(string layer)
    {
        using var input = LayerChecks.Random(3, 8, 16, 40);
        input.requires_grad_(true);
        LayerChecks.NothingLeaks(() => Make(layer, 16), input);
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void Parameters_can_be_flat(string layer)
    {
        using var module = Make(layer, 16);
        using var input = LayerChecks.Random(4, 3, 16, 20);
        LayerChecks.ItsParametersCanBeFlat(module, input);
    }

    [Theory]
    [InlineData("BatchNormRelu")]
    [InlineData("LayerNormGelu")]
    public void The_reference_has_the_gradients_of_finite_differences(string layer)
    {
        // In double precision libtorch's operations are taken; the kernels are compared with them above.
        using var module = Make(layer, 4);
        using var input = LayerChecks.Random(2, 2, 4, 5);
        LayerChecks.GradientsAreThoseOfFiniteDifferences(module, input);
    }

    // Both against double precision: where few numbers are normalised, gradients are large and float32 is rough, for libtorch too.
    private static void AssertAsLibtorch(string layer, long[] shape, double spread, double mean)
    {
        using var scope = NewDisposeScope();
        Use(fused: true);
        var fused = Run(layer, shape, spread, mean);
        Use(fused: false);
        var plain = Run(layer, shape, spread, mean);
        var exact = Run(layer, shape, spread, mean, ScalarType.Float64);
        Assert.Equal(plain.Keys, fused.Keys);
        foreach (var name in plain.Keys)
        {
            // Sums over many numbers are compared by their size.
            var size = Math.Max(1, exact[name].abs().max().ToDouble());
            var (own, others) = (Error(fused[name]), Error(plain[name]));
            Assert.Equal(plain[name].shape, fused[name].shape);
            Assert.True(own <= Math.Max(1e-5, 2 * others), $"{name}: {own} from the truth, libtorch {others}");

            double Error(Tensor values) => (values.to(ScalarType.Float64) - exact[name]).abs().max().ToDouble() / size;
        }
    }

    private static Dictionary<string, Tensor> Run(string layer, long[] shape, double spread, double mean, ScalarType type = ScalarType.Float32)
    {
        var module = Make(layer, shape[1]);
        module.to(type);
        var x = (LayerChecks.Random(1, shape) * spread + mean).to(type).detach().requires_grad_(true);
        var y = module.call(x);
        (y * LayerChecks.Random(2, shape).to(type)).sum().backward();
        var results = new Dictionary<string, Tensor> { ["output"] = y.detach(), ["input"] = x.grad! };
        foreach (var (name, parameter) in module.named_parameters()) results[name] = parameter.grad!;
        foreach (var (name, buffer) in module.named_buffers()) results[name] = buffer;
        return results;
    }

    private static nn.Module<Tensor, Tensor> Make(string layer, long channels)
    {
        nn.Module<Tensor, Tensor> module = layer == "BatchNormRelu" ? new BatchNormRelu(channels) : new LayerNormGelu(channels);
        LayerChecks.Fill(module);
        return module;
    }

    private static void Use(bool fused) => BatchNormRelu.IsFused = LayerNormGelu.IsFused = fused;
}

/// <summary>The switches are for the whole process: these tests run alone.</summary>
[CollectionDefinition(nameof(FusedNormTests), DisableParallelization = true)]
public sealed class FusedNormCollection;
