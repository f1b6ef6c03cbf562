using FusionDsl.Fusions;
using FusionDsl.Tests.Layers;
using FusionDsl.Training;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

/// <summary>What must hold for every operator: its formula, its gradients, and that no sample sees another.</summary>
public sealed class FusionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. FusionCases.All.Keys];

    [Fact]
    public void No_operator_is_without_a_case()
    {
        var operators = typeof(FusionModule).Assembly.GetExportedTypes().Where(type => type.Namespace == "FusionDsl.Fusions" && (type.IsSealed || !type.IsAbstract));
        Assert.Equal(operators.Select(type => type.Name).Order(), FusionCases.All.Values.Select(fusion => fusion.Operator.Name).Distinct().Order());
    }

    [Theory, MemberData(nameof(Cases))]
    public void It_computes_its_formula_from_all_of_its_weights(string name)
    {
        var fusion = FusionCases.All[name];
        for (var seed = Seed(); ; seed = 1)
        {
            using var scope = NewDisposeScope();
            using var noGrad = no_grad();
            using var module = fusion.Module(seed);
            module.eval();
            var operands = fusion.Draw(5, seed);
            var actual = module.call(operands);
            var weights = new Weights(module);
            for (var sample = 0; sample < 5; sample++)
            {
                double[] expected = fusion.Formula(weights, [.. operands.Select(operand => Tokens(operand, sample))]);
                long[] shape = fusion.Result ?? [expected.Length];
                LayerChecks.Equal(tensor(expected, shape), actual[sample], 2e-5 * Math.Max(1, expected.Max(Math.Abs)));
            }
            Assert.Empty(weights.Unread);
            if (seed == 1) return;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_those_of_finite_differences(string name)
    {
        var fusion = FusionCases.All[name];
        const double step = 1e-6;
        using var scope = NewDisposeScope();
        using var module = fusion.Module(3);
        module.to(ScalarType.Float64);
        module.eval();
        Tensor[] operands = [.. fusion.Draw(4, 3).Select(operand => operand.to(ScalarType.Float64).requires_grad_(true))];
        using var first = module.call(operands);
        var directions = LayerChecks.Random(5, first.shape).to(ScalarType.Float64);
        (module.call(operands) * directions).sum().backward();
        var inputs = module.named_parameters().Select(named => (named.name, Tensor: (Tensor)named.parameter)).Concat(operands.Select((operand, m) => ($"operand {m}", operand)));
        foreach (var (input, values) in inputs)
        {
            var gradient = values.grad!.contiguous().data<double>().ToArray();
            using var noGrad = no_grad();
            using var flat = values.view(-1);
            // A prime stride visits some fifteen places of every tensor, not only its beginning.
            for (long i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 15 | 1))
            {
                var before = flat[i].ToDouble();
                flat[i] = before + step;
                var above = Loss();
                flat[i] = before - step;
                var below = Loss();
                flat[i] = before;
                var difference = (above - below) / (2 * step);
                Assert.True(Math.Abs(difference - gradient[i]) < 1e-6 * Math.Max(1, Math.Abs(difference)), $"{input}[{i}]: {difference} against {gradient[i]}");
            }
        }

        double Loss()
        {
            using var inner = NewDisposeScope();
            return (module.call(operands) * directions).sum().ToDouble();
        }
    }

    /// <summary>
    /// One step of gradient descent moves every single number, from one of a few starts at least: a unit with a ReLU may be dead at one. The starts are not the
    /// tidy first values: a gate that begins closed keeps gradients from what is behind it. And but for the biases of keys: adding one number to all scores
    /// changes no softmax.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public void Every_number_of_every_weight_moves_in_one_step(string name)
    {
        var fusion = FusionCases.All[name];
        var stays = new Dictionary<string, bool[]>();
        for (var seed = 1; seed <= 5; seed++)
        {
            using var scope = NewDisposeScope();
            using var module = fusion.Module(seed);
            module.train();
            // What is no parameter says so: it is a buffer, and the formula reads it.
            Assert.Equal(
                module.named_parameters().Select(named => named.name).Order(),
                module.state_dict().Keys.Except(module.named_buffers().Select(named => named.name)).Order());
            var result = module.call(fusion.Draw(16, seed));
            if (result.requires_grad) (result * LayerChecks.Random(5, result.shape)).sum().backward();
            foreach (var (weight, parameter) in module.named_parameters())
            {
                Assert.True(parameter.grad is not null, $"nobody reads {weight}");
                var zeros = (parameter.grad! == 0).data<bool>().ToArray();
                stays[weight] = stays.TryGetValue(weight, out var before) ? [.. before.Zip(zeros, (a, b) => a && b)] : zeros;
            }
        }
        foreach (var (weight, zeros) in stays)
        {
            var third = zeros.Length / 3;
            var exempt = weight.EndsWith("in_proj_bias") ? third..(2 * third) : 0..0;
            for (var i = 0; i < zeros.Length; i++)
                Assert.True(!zeros[i] || (i >= exempt.Start.Value && i < exempt.End.Value), $"{weight}[{i}] never has a gradient");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_sample_sees_another(string name)
    {
        var fusion = FusionCases.All[name];
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = fusion.Module(6);
        module.eval();
        var operands = fusion.Draw(6, 6);
        var whole = module.call(operands);
        for (var sample = 0; sample < 6; sample++)
            LayerChecks.Equal(module.call([.. operands.Select(operand => operand.narrow(0, sample, 1))])[0], whole[sample], 1e-5 * Scale(whole));

        Tensor[] changed = [.. operands.Select(operand => operand.clone())];
        foreach (var operand in changed) operand[0] = operand[0].square() * 3 + 1;
        var other = module.call(changed);
        LayerChecks.Equal(whole[1..], other[1..], 1e-6 * Scale(whole));
        Assert.True((whole[0] - other[0]).abs().max().ToDouble() > 1e-3, "the changed sample itself must change");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Operands_stay_as_they_are_and_nothing_is_left_behind(string name)
    {
        var fusion = FusionCases.All[name];
        using var scope = NewDisposeScope();
        var operands = fusion.Draw(3, 7);
        Tensor[] copies = [.. operands.Select(operand => operand.clone())];
        nn.Module<Tensor[], Tensor> module;
        using (NewDisposeScope()) module = fusion.Module(7);
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 20; i++) Step();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        foreach (var (copy, operand) in copies.Zip(operands)) LayerChecks.Equal(copy, operand, 0);
        module.Dispose();

        void Step()
        {
            using var result = module.call(operands);
            using var loss = result.sum();
            if (loss.requires_grad) loss.backward();
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Its_parameters_can_be_flat(string name)
    {
        var fusion = FusionCases.All[name];
        if (fusion.Make is null) return;
        using var scope = NewDisposeScope();
        using var module = fusion.Module(8);
        if (!module.parameters().Any()) return;
        var flat = FlatParameters.Of(module);
        var operands = fusion.Draw(3, 8);
        var before = module.call(operands);
        before.square().sum().backward();
        flat.ThrowIfDetached();
        Assert.True(flat.Gradients.abs().sum().ToDouble() > 0);
        flat.Values.mul_(0.5);
        Assert.True((before - module.call(operands)).abs().max().ToDouble() > 1e-4);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Operands_that_are_treated_alike_may_change_places(string name)
    {
        var fusion = FusionCases.All[name];
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = fusion.Module(9);
        module.eval();
        var operands = fusion.Draw(4, 9);
        // Those of other shapes have weights of their own, which go with the place.
        if (fusion.Shapes.Any(shape => !shape.SequenceEqual(fusion.Shapes[0]))) return;
        var difference = (module.call(operands) - module.call([.. operands.Reverse()])).abs().max().ToDouble();
        if (fusion.IsSymmetric) Assert.InRange(difference, 0, 1e-5);
        else Assert.True(difference > 1e-3, $"{difference}");
    }

    // Another one at each run, and always told.
    private int Seed()
    {
        var seed = Random.Shared.Next(2, 1_000_000);
        output.WriteLine($"seed {seed}");
        return seed;
    }

    private static double Scale(Tensor values) => Math.Max(1, values.abs().max().ToDouble());

    // [batch, channel, …] → the tokens of a sample, each with its channels.
    private static double[][] Tokens(Tensor operand, int sample)
    {
        using var scope = NewDisposeScope();
        var perChannel = operand[sample].to(ScalarType.Float64).view(operand.size(1), -1);
        return [.. Enumerable.Range(0, (int)perChannel.size(1)).Select(t => perChannel.select(1, t).contiguous().data<double>().ToArray())];
    }
}
