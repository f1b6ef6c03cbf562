using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>Parts of a model that learn faster or slower than the rest, or not at all.</summary>
public sealed class ParameterRangeTests
{
    public static TheoryData<OptimizerOptions> Settings => OptimizerTests.Settings;

    [Fact]
    public void Neighbours_of_one_rate_are_one_stretch()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        Assert.Equal([new ParameterRange(0, flat.Count, 1)], flat.Ranges);
        flat.SetRates(name => name.StartsWith("norm") ? 0 : name.StartsWith("dense") ? 0.5 : 1);
        // conv 8·3·5; norm 8 + 8; dense 96·7 + 7; head 7·4 + 4.
        Assert.Equal([new(0, 120, 1), new(136, 679, 0.5), new(815, 32, 1)], flat.Ranges);
        flat.SetRates(_ => 0);
        Assert.Empty(flat.Ranges);
        flat.SetRates([]);
        Assert.Equal([new ParameterRange(0, flat.Count, 1)], flat.Ranges);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Each_stretch_moves_as_if_it_were_trained_alone_at_its_own_rate(OptimizerOptions options)
    {
        using var net = Nets.Make(3);
        var flat = FlatParameters.Of(net);
        using var optimizer = Optimizer.Create(options, flat);
        flat.SetRates([new("dense", 0.1), new("norm", 0), new("head", 3)]);
        // One net per factor, all of it at that rate.
        var alone = new[] { 1, 0.1, 3 }.ToDictionary(factor => factor, factor => new Alone(options, factor));
        var first = Nets.Floats(flat.Values);
        using var generator = new Generator(9);
        for (var step = 0; step < 20; step++)
        {
            using var gradients = randn(flat.Count, generator: generator);
            flat.Gradients.copy_(gradients);
            optimizer.Step();
            foreach (var other in alone.Values) other.Step(gradients);
        }
        Assert.Equal(Nets.Floats(alone[1].Flat.Values)[..120], Nets.Floats(flat.Values)[..120]);
        Assert.Equal(first[120..136], Nets.Floats(flat.Values)[120..136]);
        Assert.Equal(Nets.Floats(alone[0.1].Flat.Values)[136..815], Nets.Floats(flat.Values)[136..815]);
        Assert.Equal(Nets.Floats(alone[3].Flat.Values)[815..], Nets.Floats(flat.Values)[815..]);
        Assert.All(optimizer.State.Values, state => Assert.All(Nets.Floats(state)[120..136], value => Assert.Equal(0, value)));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Spans_and_tensor_operations_agree(OptimizerOptions options)
    {
        var (spans, tensors) = (new Alone(options, 1), new Alone(options, 1));
        foreach (var flat in new[] { spans.Flat, tensors.Flat }) flat.SetRates([new("dense", 0.1), new("norm", 0)]);
        using var generator = new Generator(9);
        for (var step = 0; step < 50; step++)
        {
            using var gradients = randn(spans.Flat.Count, generator: generator);
            spans.Step(gradients);
            tensors.StepByTensors(gradients);
        }
        using var difference = spans.Flat.Values - tensors.Flat.Values;
        Assert.InRange(difference.abs().max().ToSingle(), 0, 2e-6f);
        Assert.Equal(Nets.Floats(spans.Flat.Values)[120..136], Nets.Floats(tensors.Flat.Values)[120..136]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_norm_of_the_gradients_counts_only_what_moves(bool bySpans)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        flat.SetRates([new("dense", 0.1), new("norm", 0), new("head", 0)]);
        var clip = new GradientClip(new TrainingOptions { Epochs = 1, BatchSize = 3, Optimizer = new SgdOptions(1), ClipNorm = 2 }, flat);
        flat.Gradients.fill_(1000);
        flat.Gradients.narrow(0, 0, 120).fill_(0.1);
        flat.Gradients.narrow(0, 136, 679).fill_(0.2);
        if (bySpans) clip.Apply();
        else clip.ApplyByTensors();
        var norm = Math.Sqrt(120 * 0.1 * 0.1 + 679 * 0.2 * 0.2);
        Assert.All(Nets.Floats(flat.Gradients)[..120], value => Assert.Equal(0.1 * 2 / norm, value, 1e-6));
        Assert.All(Nets.Floats(flat.Gradients)[136..815], value => Assert.Equal(0.2 * 2 / norm, value, 1e-6));
    }

    [Fact]
    public void A_restarted_optimizer_is_as_new()
    {
        var options = new AdamOptions(1e-2);
        var (used, fresh) = (new Alone(options, 1), new Alone(options, 1));
        using var gradients = linspace(-1, 1, (int)used.Flat.Count);
        using var others = gradients.flip(0);
        for (var i = 0; i < 3; i++) used.Step(others);
        fresh.Flat.Values.copy_(used.Flat.Values);
        used.Optimizer.LearningRate = 0.5;
        used.Optimizer.Restart(1e-2);
        for (var i = 0; i < 3; i++)
        {
            used.Step(gradients);
            fresh.Step(gradients);
        }
        Assert.Equal(3, used.Optimizer.Steps);
        Assert.Equal(Nets.Floats(fresh.Flat.Values), Nets.Floats(used.Flat.Values));
    }

    [Theory]
    [InlineData("dens", 1, "'dens', which is no node with weights. Did you mean 'dense'?")]
    [InlineData("relu", 1, "Expected one of: conv, norm, dense, head")]
    [InlineData("dense", -1, "'dense' the factor -1; expected a number of at least 0")]
    [InlineData("dense", double.NaN, "the factor NaN")]
    public void A_mistake_in_a_rate_is_named(string node, double factor, string message)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        Assert.Contains(message, Assert.Throws<FusionException>(() => flat.SetRates([new(node, factor)])).Message);
        Assert.Contains("'head' twice", Assert.Throws<FusionException>(() => flat.SetRates([new("head", 1), new("head", 2)])).Message);
    }

    private sealed class Alone
    {
        public Alone(OptimizerOptions options, double factor)
        {
            Flat = FlatParameters.Of(Nets.Make(3));
            Optimizer = Optimizer.Create(options, Flat);
            Flat.SetRates(_ => factor);
        }

        public FlatParameters Flat { get; }

        public Optimizer Optimizer { get; }

        public void Step(Tensor gradients)
        {
            Flat.Gradients.copy_(gradients);
            Optimizer.Step();
        }

        public void StepByTensors(Tensor gradients)
        {
            Flat.Gradients.copy_(gradients);
            Optimizer.StepByTensors();
        }
    }
}
