using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

public sealed class StandardizerTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(4, 6)]
    [InlineData(4, 3, 5)]
    public void Every_feature_or_channel_gets_mean_0_and_deviation_1(params int[] sample)
    {
        using var scope = NewDisposeScope();
        // More rows than are read at once, and a mean far above the deviation.
        var rows = LayerChecks.Random(1, [5000, .. sample.Select(axis => (long)axis)]) * 0.01 + 250;
        var layer = new Standardizer(4);
        layer.Fit(rows);

        var perFeature = rows.to(ScalarType.Float64).transpose(0, 1).reshape(4, -1);
        var mean = perFeature.mean([1L]);
        var deviation = (perFeature - mean.view(4, 1)).square().mean([1L]).sqrt();
        LayerChecks.Equal(mean, layer.get_buffer("mean")!, 1e-5 * 250);
        LayerChecks.Equal(ones(4, dtype: ScalarType.Float64), layer.get_buffer("scale")!.to(ScalarType.Float64) * deviation, 1e-6);

        var prepared = layer.call(rows);
        Assert.Equal(rows.shape, prepared.shape);
        var flat = prepared.to(ScalarType.Float64).transpose(0, 1).reshape(4, -1);
        LayerChecks.Equal(zeros(4), flat.mean([1L]), 2e-3);
        LayerChecks.Equal(ones(4), flat.std(1), 1e-3);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(-12345.678f)]
    public void A_feature_that_never_varies_is_only_centred(float constant)
    {
        using var scope = NewDisposeScope();
        var rows = full(1000, 1, constant);
        var layer = new Standardizer(1);
        layer.Fit(rows);
        Assert.Equal(1f, layer.get_buffer("scale")!.ToSingle());
        Assert.Equal(0f, layer.call(rows)[0, 0].ToSingle());
        Assert.Equal(2f, layer.call(rows + 2)[0, 0].ToSingle(), 1e-2f);
    }

    [Fact]
    public void Before_it_is_fitted_everything_passes_through()
    {
        using var layer = new Standardizer(3);
        using var rows = LayerChecks.Random(2, 4, 3);
        using var prepared = layer.call(rows);
        LayerChecks.Equal(rows, prepared, 0);
    }

    [Fact]
    public void Its_statistics_are_saved_but_not_trained()
    {
        using var layer = new Standardizer(3);
        Assert.Equal(["mean", "scale"], layer.state_dict().Keys);
        Assert.Equal(0, FlatParameters.Of(layer).Count);
    }

    [Fact]
    public void Rows_that_cannot_be_fitted_are_explained()
    {
        using var scope = NewDisposeScope();
        var layer = new Standardizer(2);
        Assert.Contains("[5, 3]; expected [count, 2, …]", Fails(zeros(5, 3)));
        Assert.Contains("no training rows", Fails(zeros(0, 2)));
        Assert.Contains("Feature 1 ", Fails(tensor(new float[,] { { 1, 2 }, { 1, float.NaN } })));

        string Fails(Tensor rows) => Assert.Throws<FusionException>(() => layer.Fit(rows)).Message;
    }

    [Fact]
    public void Gradients_flow_samples_do_not_mix_and_nothing_leaks()
    {
        using var scope = NewDisposeScope();
        LayerChecks.NothingLeaks(Fitted, LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.SamplesDoNotMix(Fitted(), LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.GradientsAreThoseOfFiniteDifferences(Fitted(), LayerChecks.Random(3, 3, 4, 5));

        static Standardizer Fitted()
        {
            using var rows = LayerChecks.Random(4, 30, 4);
            var layer = new Standardizer(4);
            layer.Fit(rows);
            return layer;
        }
    }
}
