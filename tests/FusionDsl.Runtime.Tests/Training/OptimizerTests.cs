using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

public sealed class OptimizerTests
{
    public static TheoryData<OptimizerOptions> Settings =>
    [
        new AdamOptions(1e-2),
        new AdamOptions(2e-3, Beta1: 0.8, Beta2: 0.95, Epsilon: 1e-6),
        new AdamWOptions(1e-2),
        new AdamWOptions(3e-3, WeightDecay: 0.2, Beta1: 0.7),
        new SgdOptions(1e-2),
        new SgdOptions(1e-2, WeightDecay: 0.1),
        new SgdOptions(1e-2, Momentum: 0.9),
        new SgdOptions(1e-2, Momentum: 0.9, Nesterov: true, WeightDecay: 1e-2),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_hundred_steps_agree_with_torch_optim(OptimizerOptions options)
    {
        var (ours, theirs) = (Nets.Make(3), Nets.Make(3));
        Assert.Equal(0, Nets.LargestDifference(ours, theirs));
        var flat = FlatParameters.Of(ours);
        using var optimizer = Optimizer.Create(options, flat);
        using var reference = Reference(options, theirs);
        for (var step = 0; step < 100; step++)
        {
            var (x, y) = Nets.Batch(16, step % 10);
            flat.ClearGradients();
            var loss = Nets.Differentiate(ours, x, y);
            optimizer.Step();
            reference.zero_grad();
            var expected = Nets.Differentiate(theirs, x, y);
            using var _ = reference.step();
            Assert.Equal(expected, loss, 1e-5f);
        }
        Assert.InRange(Nets.LargestDifference(ours, theirs), 0, 5e-6);
    }

    // The same gradients for both, so that nothing but the optimizer can differ.
    [Theory]
    [MemberData(nameof(Settings))]
    public void Spans_and_tensor_operations_agree_to_1e_6_in_a_hundred_steps(OptimizerOptions options)
    {
        using var spans = new Weights(1003);
        using var tensors = new Weights(1003);
        var (a, b) = (FlatParameters.Of(spans), FlatParameters.Of(tensors));
        using var bySpans = Optimizer.Create(options, a);
        using var byTensors = Optimizer.Create(options, b);
        using var generator = new Generator(9);
        for (var step = 0; step < 100; step++)
        {
            using var gradients = randn(a.Count, generator: generator);
            a.Gradients.copy_(gradients);
            b.Gradients.copy_(gradients);
            bySpans.Step();
            byTensors.StepByTensors();
        }
        Assert.Equal(100, bySpans.Steps);
        Assert.InRange(Nets.LargestDifference(spans, tensors), 0, 1e-6);
    }

    [Fact]
    public void Adam_follows_the_published_formula()
    {
        using var module = new Weights(5);
        var flat = FlatParameters.Of(module);
        using var adam = Optimizer.Create(new AdamOptions(0.1), flat);
        double[] weight = [.. Nets.Floats(flat.Values).Select(v => (double)v)], m = new double[5], v = new double[5];
        for (var step = 1; step <= 20; step++)
        {
            var gradient = Enumerable.Range(0, 5).Select(i => (float)Math.Sin(step * (i + 1))).ToArray();
            using (var tensor = torch.tensor(gradient)) flat.Gradients.copy_(tensor);
            adam.Step();
            for (var i = 0; i < 5; i++)
            {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                weight[i] -= 0.1 * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }
        Assert.All(Nets.Floats(flat.Values).Zip(weight), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void A_changed_learning_rate_takes_effect_at_the_next_step()
    {
        using var module = new Weights(3);
        var flat = FlatParameters.Of(module);
        using var sgd = Optimizer.Create(new SgdOptions(0.5), flat);
        var before = Nets.Floats(flat.Values);
        flat.Gradients.fill_(1);
        sgd.LearningRate = 0.25;
        sgd.Step();
        Assert.Equal(before.Select(value => value - 0.25f), Nets.Floats(flat.Values));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_resumed_optimizer_makes_the_same_steps(OptimizerOptions options)
    {
        using var going = new Weights(37);
        using var resumed = new Weights(37);
        var (a, b) = (FlatParameters.Of(going), FlatParameters.Of(resumed));
        using var first = Optimizer.Create(options, a);
        using var second = Optimizer.Create(options, b);
        for (var step = 0; step < 5; step++) Step(a, first, step);
        b.Values.copy_(a.Values);
        second.Resume(first.Steps, first.State);
        for (var step = 5; step < 9; step++)
        {
            Step(a, first, step);
            Step(b, second, step);
        }
        Assert.Equal(Nets.Floats(a.Values), Nets.Floats(b.Values));

        static void Step(FlatParameters flat, Optimizer optimizer, int step)
        {
            using var gradients = arange(flat.Count, dtype: ScalarType.Float32).add_(step).sin_();
            flat.Gradients.copy_(gradients);
            optimizer.Step();
        }
    }

    [Fact]
    public void The_state_of_another_model_is_refused()
    {
        using var one = new Weights(3);
        using var other = new Weights(4);
        using var adam = Optimizer.Create(new AdamOptions(0.1), FlatParameters.Of(one));
        using var otherAdam = Optimizer.Create(new AdamOptions(0.1), FlatParameters.Of(other));
        Assert.Contains("expected 3", Assert.Throws<FusionException>(() => adam.Resume(1, otherAdam.State)).Message);
    }

    public static TheoryData<OptimizerOptions, string> Mistakes => new()
    {
        { new AdamOptions(0), "LearningRate is 0" },
        { new AdamOptions(double.NaN), "LearningRate is NaN" },
        { new AdamOptions(1e-3, Beta1: 1), "Beta1 is 1" },
        { new AdamOptions(1e-3, Epsilon: 0), "Epsilon is 0" },
        { new AdamWOptions(1e-3, WeightDecay: -0.5), "WeightDecay is -0.5" },
        { new SgdOptions(1e-3, Momentum: -1), "Momentum is -1" },
        { new SgdOptions(1e-3, Nesterov: true), "Nesterov" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_setting_out_of_range_is_named(OptimizerOptions options, string named)
    {
        using var module = new Weights(3);
        var flat = FlatParameters.Of(module);
        Assert.Contains(named, Assert.Throws<FusionException>(() => Optimizer.Create(options, flat)).Message);
    }

    private static optim.Optimizer Reference(OptimizerOptions options, nn.Module net) => options switch
    {
        AdamOptions o => optim.Adam(
            net.parameters(), o.LearningRate, o.Beta1, o.Beta2, o.Epsilon, weight_decay: 0, amsgrad: false),
        AdamWOptions o => optim.AdamW(
            net.parameters(), o.LearningRate, o.Beta1, o.Beta2, o.Epsilon, weight_decay: o.WeightDecay, amsgrad: false),
        SgdOptions o => optim.SGD(
            net.parameters(), o.LearningRate, momentum: o.Momentum, dampening: 0, weight_decay: o.WeightDecay, nesterov: o.Nesterov),
        _ => throw new NotSupportedException(),
    };

    // One vector of weights: what a test does to the gradients is all that happens.
    private sealed class Weights : nn.Module<Tensor, Tensor>
    {
        public Weights(int width) : base(nameof(Weights)) =>
            register_parameter("weight", new TorchSharp.Modules.Parameter(linspace(-1, 1, width)));

        public override Tensor forward(Tensor x) => x;

        protected override void RegisterComponents() { }
    }
}
