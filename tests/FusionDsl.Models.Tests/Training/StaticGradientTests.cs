using FusionDsl.Data;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Generated gradients against those of autograd, on every model that has them.</summary>
public sealed class StaticGradientTests
{
    /// <summary>Models that train by generated steps; a new one is tested without a word.</summary>
    public static TheoryData<string> Models => [.. ((IEnumerable<object[]>)AnyModel.All).Select(row => (string)row[0]).Where(IsStatic)];

    [Fact]
    public void There_are_such_models_and_others()
    {
        var all = ((IEnumerable<object[]>)AnyModel.All).Select(row => (string)row[0]).ToList();
        Assert.Contains(typeof(FeatureLayers).FullName, all.Where(IsStatic));
        Assert.Contains(typeof(SharedNet).FullName, all.Where(IsStatic));
        Assert.DoesNotContain(typeof(CipherNet).FullName, all.Where(IsStatic));
        Assert.Equal("autograd, because of Embedding in OpcodeCnn", CipherNet.Summary.Gradients);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_gradient_of_a_batch_is_that_of_autograd(string name)
    {
        foreach (var rows in new[] { 1, 2, 7, 64 })
        {
            if (rows < LeastRows(name)) continue;
            var (generated, autograd) = (Train(name, GradientSource.Generated, rows, rows, 1), Train(name, GradientSource.Autograd, rows, rows, 1));
            // One step of SGD at rate 1: the weights are off by the gradient.
            var largest = autograd.State.Max(pair => pair.Value.Zip(autograd.Before[pair.Key], (after, before) => Math.Abs(after - before)).Max());
            Assert.True(largest > 0);
            AssertSame(autograd, generated, 5e-5 * Math.Max(1, largest));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_run_with_a_short_last_batch_learns_the_same(string name)
    {
        var (generated, autograd) = (Train(name, GradientSource.Generated, 29, 8, 3), Train(name, GradientSource.Autograd, 29, 8, 3));
        AssertSame(autograd, generated, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_same_seed_gives_the_same_bits(string name)
    {
        var (first, second) = (Train(name, GradientSource.Generated, 29, 8, 2), Train(name, GradientSource.Generated, 29, 8, 2));
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.State.SelectMany(pair => pair.Value), second.State.SelectMany(pair => pair.Value));
    }

    private static void AssertSame(Run expected, Run actual, double tolerance)
    {
        Assert.All(expected.Losses.Zip(actual.Losses), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
        foreach (var (name, values) in expected.State)
            for (var i = 0; i < values.Length; i++)
                Assert.True(Math.Abs(values[i] - actual.State[name][i]) <= tolerance * Math.Max(1, Math.Abs(values[i])),
                    $"{name}[{i}] is {actual.State[name][i]}, expected {values[i]}");
    }

    private static bool IsStatic(string name)
    {
        using var model = AnyModel.Of(name);
        return model.Defaults.Gradients == GradientSource.Generated;
    }

    // A BatchNorm needs two rows to compare, principal axes one more than there are of them, a stacking as many as it has folds.
    private static int LeastRows(string name)
    {
        using var model = AnyModel.Of(name);
        var folds = System.Text.RegularExpressions.Regex.Matches(model.Table, @"Stacking\(folds: (\d+)").Select(match => int.Parse(match.Groups[1].Value));
        return model.Module.named_buffers().Select(buffer => buffer.name.EndsWith("running_var") ? 2
            : buffer.name.EndsWith(".axes") ? (int)buffer.buffer.shape[0] + 1 : 1).Concat(folds).Append(1).Max();
    }

    private static Run Train(string name, GradientSource gradients, int rows, int batch, int epochs)
    {
        var type = typeof(AnyModel).Assembly.GetType(name)!;
        return (Run)typeof(StaticGradientTests).GetMethod(nameof(TrainModel), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type, type.GetNestedType("Dataset")!).Invoke(null, [gradients, rows, batch, epochs])!;
    }

    private static Run TrainModel<TModel, TDataset>(GradientSource gradients, int rows, int batch, int epochs)
        where TModel : nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using var scope = NewDisposeScope();
        using var data = Data<TModel, TDataset>(rows);
        var model = Given.Stirred(TModel.Create(3), seed: 4);
        var before = State(model);
        var optimizer = epochs == 1 ? (OptimizerOptions)new SgdOptions(1) : new AdamOptions(1e-3);
        // A BatchNorm asks for a batch size of 3; with fewer rows the batch has what there is.
        var options = TModel.Defaults with
        {
            Epochs = epochs, BatchSize = Math.Max(3, batch), Optimizer = optimizer, Gradients = gradients, Threads = 1, Patience = 0,
            Schedule = null, Warmup = null, ClipNorm = null, ClipValue = null, Accumulate = 1,
        };
        var result = ((IFusionModel<TModel, TDataset>)model).Fit(data, data, options);
        var run = new Run([.. result.Epochs.Select(epoch => epoch.TrainLoss)], before, State(model));
        ((IDisposable)model).Dispose();
        return run;
    }

    private static TDataset Data<TModel, TDataset>(int rows)
        where TModel : nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using var drawn = AnyModel.Of(typeof(TModel).FullName!);
        var tensors = drawn.Draw(rows, seed: 11);
        foreach (var head in TModel.Description.Heads)
            tensors[head.Name] = head.Classes.Count > 0 ? Given.Tokens(12, head.Classes.Count, rows) : Given.Numbers(13, rows, head.Targets);
        return TModel.Adopt(new LoadedRows(tensors, RowInfo.Numbered(rows)));
    }

    private static Dictionary<string, double[]> State(nn.Module module) =>
        module.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => Floats(pair.Value));

    private static double[] Floats(Tensor tensor)
    {
        using var numbers = tensor.detach().to(ScalarType.Float64).contiguous();
        return numbers.data<double>().ToArray();
    }

    private sealed record Run(double[] Losses, Dictionary<string, double[]> Before, Dictionary<string, double[]> State);
}
