using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Layers;

public sealed class FeatureLayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly FeatureLayers _model = Given.Stirred(new FeatureLayers(), seed: 1);
    private readonly Dictionary<string, Tensor> _state;
    private readonly Tensor _x = Given.Numbers(2, 5, 6);

    public FeatureLayerTests()
    {
        _model.eval();
        _state = _model.state_dict();
    }

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Dense_is_the_product_with_its_weights_and_its_bias_if_it_has_one()
    {
        Close.Equal(
            Plain.Dense(Plain.Two(_x), Plain.Two(_state["Dense.0.weight"]), Plain.One(_state["Dense.0.bias"])), _model.Parts.Dense.call(new(_x)).Tensor);
        Close.Equal(Plain.Dense(Plain.Two(_x), Plain.Two(_state["Unbiased.0.weight"]), null), _model.Parts.Unbiased.call(new(_x)).Tensor);
        Assert.False(_state.ContainsKey("Unbiased.0.bias"));
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("LeakyRelu")]
    [InlineData("Elu")]
    [InlineData("Gelu")]
    [InlineData("Silu")]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    public void Activations_are_their_formula(string name)
    {
        Func<double, double> formula = name switch
        {
            "Relu" => x => Math.Max(0, x),
            "LeakyRelu" => x => x > 0 ? x : 0.2 * x,
            "Elu" => x => x > 0 ? x : 0.7 * (Math.Exp(x) - 1),
            "Gelu" => x => x * 0.5 * (1 + Plain.Erf(x / Math.Sqrt(2))),
            "Silu" => x => x * Plain.Sigmoid(x),
            "Tanh" => Math.Tanh,
            _ => Plain.Sigmoid,
        };
        var parts = _model.Parts;
        var actual = name switch
        {
            "Relu" => parts.Relu.call(new(_x)).Tensor,
            "LeakyRelu" => parts.LeakyRelu.call(new(_x)).Tensor,
            "Elu" => parts.Elu.call(new(_x)).Tensor,
            "Gelu" => parts.Gelu.call(new(_x)).Tensor,
            "Silu" => parts.Silu.call(new(_x)).Tensor,
            "Tanh" => parts.Tanh.call(new(_x)).Tensor,
            _ => parts.Sigmoid.call(new(_x)).Tensor,
        };
        var before = Plain.One(_x);
        Assert.Equal(before.Length, actual.numel());
        Assert.All(before.Select(formula).Zip(Plain.One(actual)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Softmax_divides_by_the_sum_over_the_features_of_one_sample()
    {
        var x = Plain.Two(_x);
        var expected = new double[5, 6];
        for (var row = 0; row < 5; row++)
        {
            var sum = Enumerable.Range(0, 6).Sum(i => Math.Exp(x[row, i]));
            for (var i = 0; i < 6; i++) expected[row, i] = Math.Exp(x[row, i]) / sum;
        }
        Close.Equal(expected, _model.Parts.Softmax.call(new(_x)).Tensor);
    }

    [Fact]
    public void BatchNorm_uses_the_batch_in_training_and_what_it_remembers_afterwards()
    {
        const double epsilon = 1e-3, momentum = 0.3;
        var (weight, bias) = (Plain.One(_state["Batch1.0.weight"]), Plain.One(_state["Batch1.0.bias"]));
        var (oldMean, oldVariance) = (Plain.One(_state["Batch1.0.running_mean"]), Plain.One(_state["Batch1.0.running_var"]));
        var x = Plain.Two(_x);
        double[] Column(int i) => [.. Enumerable.Range(0, 5).Select(row => x[row, i])];
        double Norm(int row, int i, double mean, double variance) => (x[row, i] - mean) / Math.Sqrt(variance + epsilon) * weight[i] + bias[i];
        var (remembered, ofBatch, means, variances) = (new double[5, 6], new double[5, 6], new double[6], new double[6]);
        for (var i = 0; i < 6; i++)
        {
            var mean = Column(i).Average();
            var squares = Column(i).Sum(value => (value - mean) * (value - mean));
            for (var row = 0; row < 5; row++)
                (remembered[row, i], ofBatch[row, i]) = (Norm(row, i, oldMean[i], oldVariance[i]), Norm(row, i, mean, squares / 5));
            means[i] = (1 - momentum) * oldMean[i] + momentum * mean;
            variances[i] = (1 - momentum) * oldVariance[i] + momentum * squares / 4;
        }

        Close.Equal(remembered, _model.Parts.Batch1.call(new(_x)).Tensor);
        _model.train();
        Close.Equal(ofBatch, _model.Parts.Batch1.call(new(_x)).Tensor);
        Close.Equal(means, _state["Batch1.0.running_mean"]);
        Close.Equal(variances, _state["Batch1.0.running_var"]);
    }

    [Fact]
    public void LayerNorm_looks_at_one_sample()
    {
        var (weight, bias, x) = (Plain.One(_state["Layer1.0.weight"]), Plain.One(_state["Layer1.0.bias"]), Plain.Two(_x));
        var expected = new double[5, 6];
        for (var row = 0; row < 5; row++)
        {
            var mean = Enumerable.Range(0, 6).Average(i => x[row, i]);
            var variance = Enumerable.Range(0, 6).Average(i => Math.Pow(x[row, i] - mean, 2));
            for (var i = 0; i < 6; i++) expected[row, i] = (x[row, i] - mean) / Math.Sqrt(variance + 1e-3) * weight[i] + bias[i];
        }
        Close.Equal(expected, _model.Parts.Layer1.call(new(_x)).Tensor);
    }

    [Fact]
    public void Dropout_zeroes_its_share_in_training_scales_the_rest_and_is_nothing_afterwards()
    {
        var x = ones(20_000, 6);
        Assert.Equal(0, Close.Difference(x, _model.Parts.Dropped.call(new(x)).Tensor));
        _model.train();
        manual_seed(3);
        var values = Plain.One(_model.Parts.Dropped.call(new(x)).Tensor);
        Assert.All(values.Distinct(), value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.6) < 1e-6, $"{value}"));
        var zeroed = values.Count(value => value == 0) / (double)values.Length;
        Assert.InRange(zeroed, 0.4 - 5 * Math.Sqrt(0.24 / values.Length), 0.4 + 5 * Math.Sqrt(0.24 / values.Length));
        Assert.All(Plain.One(x), value => Assert.Equal(1, value));
    }

    [Fact]
    public void No_layer_changes_what_it_reads()
    {
        var before = _x.clone();
        _model.train();
        using var output = _model.call(new(new(_x), default));
        Assert.Equal(0, Close.Difference(before, _x));
    }

    [Fact]
    public void The_whole_model_is_its_layers_one_after_the_other()
    {
        var p = _model.Parts;
        var some = cat(
            [
                p.Dense.call(new(_x)).Tensor, p.Unbiased.call(new(_x)).Tensor, p.Batch1.call(new(_x)).Tensor, p.Layer1.call(new(_x)).Tensor,
                _x, _x.relu(), p.LeakyRelu.call(new(_x)).Tensor, p.Elu.call(new(_x)).Tensor,
            ], 1);
        var all = cat(
            [
                some, p.Gelu.call(new(_x)).Tensor, p.Silu.call(new(_x)).Tensor, _x.tanh(), _x.sigmoid(), p.Softmax.call(new(_x)).Tensor,
            ], 1);
        double[,] Layer(double[,] x, string name) => Plain.Dense(x, Plain.Two(_state[name + ".weight"]), Plain.One(_state[name + ".bias"]));
        var joined = Layer(Layer(Plain.Two(all.relu()), "All.1"), "All.2");
        foreach (var row in Enumerable.Range(0, 5))
            for (var i = 0; i < 3; i++) joined[row, i] = Math.Tanh(joined[row, i]);
        using var output = _model.call(new(new(_x), default));
        Close.Equal(Layer(joined, "Y.1"), output.Y.Tensor);
    }
}
