using System.Text.RegularExpressions;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Whole;

/// <summary>What must hold for every model, whatever it is made of. Models are found by reflection: a new one is tested without a word.</summary>
public sealed class EveryModelTests
{
    public static TheoryData<string> Models => AnyModel.All;

    [Fact]
    public void There_are_models_of_both_kinds()
    {
        var names = ((IEnumerable<object[]>)Models).Select(row => (string)row[0]).ToList();
        Assert.Contains("FusionDsl.Models.Tests.Declared.CipherNet", names);
        Assert.Contains("FusionDsl.Models.Tests.Declared.Written.FruitNet", names);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_node_has_the_shape_that_was_worked_out_at_compile_time(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name);
        var values = model.Draw(5, seed: 2);
        foreach (var (node, value) in model.ForwardByParts(values)) Assert.Equal([5, .. model.ShapeOf(node)], value.shape);
        foreach (var (node, value) in model.Reconstructions(values)) Assert.Equal([5, .. model.ShapeOf(model.Inputs[node].Single())], value.shape);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_forward_pass_is_its_parts_wired_as_in_the_diagram(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name);
        Given.Stirred(model.Module, seed: 3).eval();
        var values = model.Draw(5, seed: 2);
        var byParts = model.ForwardByParts(values);
        foreach (var (head, output) in model.Forward(values)) Assert.Equal(0, Close.Difference(byParts[head], output));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_summary_counts_every_parameter(string name)
    {
        using var model = AnyModel.Of(name);
        Assert.Equal(model.Module.parameters().Sum(parameter => parameter.numel()), model.ParameterCount);
        Assert.Equal(model.ParameterCount, model.Rows[^1].Parameters);
        Assert.Equal(model.ParameterCount, model.Rows.SkipLast(1).Sum(row => row.Parameters));
        Assert.Equal(model.ParameterCount, model.Description.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_weight_is_called_by_its_node_and_the_place_of_its_layer(string name)
    {
        using var model = AnyModel.Of(name);
        var perLayer = model.Module.named_parameters()
            .GroupBy(named => string.Join('.', named.name.Split('.').Take(named.name.Contains(".decoder.") ? 3 : 2)), named => named.parameter.numel())
            .ToDictionary(group => group.Key, group => group.Sum());
        var (node, listed) = ("", new Dictionary<string, long>());
        foreach (var row in model.Rows.SkipLast(1))
        {
            if (row.Node.Length > 0) node = row.Node;
            if (row.Parameters > 0) listed.Add($"{node}.{row.Layer.Split(' ')[0]}", row.Parameters);
        }
        Assert.Equal(listed.OrderBy(pair => pair.Key), perLayer.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_parameter_gets_a_gradient_and_moves_in_one_step(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name, seed: 4);
        // First values are too tidy for this: a gate that begins closed lets no gradient through to what is behind it.
        Given.Stirred(model.Module, seed: 4);
        manual_seed(5);
        model.Module.train();
        var values = model.Draw(8, seed: 6);
        var loss = model.Forward(values).Values.Concat(model.Reconstructions(values).Values).Select((output, i) => (output * Given.Numbers(i, output.shape)).sum()).Aggregate((a, b) => a + b);
        loss.backward();
        foreach (var (weight, parameter) in model.Module.named_parameters())
        {
            Assert.True(parameter.grad is not null, $"nobody reads {weight}");
            Assert.True(parameter.grad!.abs().max().ToSingle() > 0, $"{weight} has the gradient 0");
            parameter.grad = null;
        }

        var before = model.Module.named_parameters().ToDictionary(named => named.name, named => named.parameter.detach().clone());
        var data = model.Dataset(8, seed: 6);
        // One epoch, or one in each stage.
        var options = model.Defaults with { Epochs = 1, BatchSize = 8, Threads = 1, Warmup = null };
        var run = model.Fit(data, data, options with { Stages = [.. options.Stages.Select(stage => stage with { Epochs = 1 })] });
        Assert.Equal(Math.Max(1, options.Stages.Count), run.BestEpoch);
        foreach (var (weight, parameter) in model.Module.named_parameters())
            Assert.True(Close.Difference(before[weight], parameter) > 0, $"{weight} did not move");
        ((IDisposable)data).Dispose();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_node_changes_what_it_reads(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name);
        Given.Stirred(model.Module, seed: 3);
        var values = model.Draw(8, seed: 2);
        var before = values.ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        foreach (var isTraining in new[] { true, false })
        {
            model.Module.train(isTraining);
            model.Forward(values);
            // Node by node: what one made must be as it was when the others have read it.
            var copies = new Dictionary<string, Tensor>();
            var made = model.ForwardByParts(values, (node, value) => copies[node] = value.clone());
            foreach (var (node, value) in made) Assert.Equal(0, Close.Difference(copies[node], value));
        }
        foreach (var (modality, value) in before) Assert.Equal(0, Close.Difference(value, values[modality]));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_said_of_a_sample_does_not_depend_on_the_others_of_its_batch(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(name);
        Given.Stirred(model.Module, seed: 3).eval();
        var values = model.Draw(6, seed: 7);
        var together = model.Forward(values);
        for (var i = 0; i < 6; i++)
            foreach (var (head, alone) in model.Forward(values.ToDictionary(pair => pair.Key, pair => pair.Value.narrow(0, i, 1))))
                Close.Equal(alone, together[head].narrow(0, i, 1));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Training_leaves_no_tensor_behind(string name)
    {
        using var model = AnyModel.Of(name);
        var data = model.Dataset(40, seed: 8);
        var options = model.Defaults with { BatchSize = 4, Threads = 1, Patience = 0, Warmup = null };
        model.Fit(data, data, options with { Epochs = 1 });
        var before = Tensor.TotalCount;
        model.Fit(data, data, options with { Epochs = 4 });
        var left = Tensor.TotalCount - before;
        // A stacking trains copies; TorchSharp counts each parameter of a Linear twice when it is made, and once when it is freed.
        var copies = Regex.Matches(model.Table, @"Stacking\(folds: (\d+)").Sum(match => int.Parse(match.Groups[1].Value));
        before = Tensor.TotalCount;
        AnyModel.Of(name).Dispose();
        var miscounted = Tensor.TotalCount - before;
        Assert.InRange(left, long.MinValue, copies * miscounted);
        ((IDisposable)data).Dispose();
    }
}
