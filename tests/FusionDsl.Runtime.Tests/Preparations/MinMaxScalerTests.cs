using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

public sealed class MinMaxScalerTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(4, 6)]
    [InlineData(4, 3, 5)]
    public void Every_feature_or_channel_runs_from_0_to_1(params int[] sample)
    {
        using var scope = NewDisposeScope();
        // More rows than are read at once.
        var rows = LayerChecks.Random(1, [5000, .. sample.Select(axis => (long)axis)]) * 3 - 7;
        var layer = new MinMaxScaler(4);
        layer.Fit(rows);
        var flat = layer.call(rows).transpose(0, 1).reshape(4, -1);
        LayerChecks.Equal(zeros(4), flat.amin([1L]), 0);
        LayerChecks.Equal(ones(4), flat.amax([1L]), 1e-6);

        var plain = rows.transpose(0, 1).reshape(4, -1).to(ScalarType.Float64);
        var (least, greatest) = (plain.amin([1L]).unsqueeze(1), plain.amax([1L]).unsqueeze(1));
        LayerChecks.Equal((plain - least) / (greatest - least), flat, 1e-6);
    }

    [Fact]
    public void What_lies_beyond_the_training_rows_stays_beyond_and_what_never_varies_is_0()
    {
        using var scope = NewDisposeScope();
        var layer = new MinMaxScaler(2);
        layer.Fit(tensor(new float[,] { { 2, 5 }, { 4, 5 } }));
        var scaled = layer.call(tensor(new float[,] { { 0, 5 }, { 3, 9 }, { 8, -1 } }));
        LayerChecks.Equal(tensor(new float[,] { { -1, 0 }, { 0.5f, 0 }, { 3, 0 } }), scaled, 0);
    }

    [Fact]
    public void It_passes_everything_through_until_it_is_fitted_and_is_saved_but_not_trained()
    {
        using var layer = new MinMaxScaler(3);
        using var rows = LayerChecks.Random(2, 4, 3);
        using var prepared = layer.call(rows);
        LayerChecks.Equal(rows, prepared, 0);
        Assert.Equal(["minimum", "scale"], layer.state_dict().Keys);
        Assert.Equal(0, FlatParameters.Of(layer).Count);
    }

    [Fact]
    public void Rows_that_cannot_be_fitted_are_explained()
    {
        using var scope = NewDisposeScope();
        var layer = new MinMaxScaler(2);
        Assert.Contains("[5, 3]; expected [count, 2, …]", Fails(zeros(5, 3)));
        Assert.Contains("no training rows", Fails(zeros(0, 2)));
        Assert.Contains("Feature 1 ", Fails(tensor(new float[,] { { 1, 2 }, { 1, float.NaN } })));
        Assert.Contains("Feature 0 ", Fails(tensor(new float[,] { { float.NegativeInfinity, 2 }, { 1, 3 } })));

        string Fails(Tensor rows) => Assert.Throws<FusionException>(() => layer.Fit(rows)).Message;
    }

    [Fact]
    public void Gradients_flow_samples_do_not_mix_and_nothing_leaks()
    {
        using var scope = NewDisposeScope();
        LayerChecks.NothingLeaks(Fitted, LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.SamplesDoNotMix(Fitted(), LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.GradientsAreThoseOfFiniteDifferences(Fitted(), LayerChecks.Random(3, 3, 4, 5));

        static MinMaxScaler Fitted()
        {
            using var rows = LayerChecks.Random(4, 30, 4);
            var layer = new MinMaxScaler(4);
            layer.Fit(rows);
            return layer;
        }
    }
}
