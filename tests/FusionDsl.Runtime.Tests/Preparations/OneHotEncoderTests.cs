using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

public sealed class OneHotEncoderTests
{
    [Fact]
    public void A_series_of_tokens_becomes_a_channel_for_each_token()
    {
        using var scope = NewDisposeScope();
        var encoded = new OneHotEncoder(length: 3, vocabulary: 4).call(tensor(new long[,] { { 2, 0, 3 }, { 1, 1, 0 } }));
        Assert.Equal(ScalarType.Float32, encoded.dtype);
        LayerChecks.Equal(
            tensor(new float[,,]
            {
                { { 0, 1, 0 }, { 0, 0, 0 }, { 1, 0, 0 }, { 0, 0, 1 } },
                { { 0, 0, 1 }, { 1, 1, 0 }, { 0, 0, 0 }, { 0, 0, 0 } },
            }),
            encoded, 0);
    }

    [Fact]
    public void A_single_token_becomes_a_feature_for_each_token()
    {
        using var scope = NewDisposeScope();
        var encoded = new OneHotEncoder(length: 1, vocabulary: 3).call(tensor(new long[,] { { 2 }, { 0 } }));
        LayerChecks.Equal(tensor(new float[,] { { 0, 0, 1 }, { 1, 0, 0 } }), encoded, 0);
        Assert.True(encoded.is_contiguous());
    }

    [Fact]
    public void It_has_nothing_to_save_leaves_nothing_behind_and_refuses_other_shapes()
    {
        using var encoder = new OneHotEncoder(length: 1, vocabulary: 3);
        Assert.Empty(encoder.state_dict());
        using var one = zeros([5, 1], dtype: ScalarType.Int64);
        encoder.call(one).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 5; i++) encoder.call(one).Dispose();
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount, long.MinValue, before);
        using var two = zeros([5, 2], dtype: ScalarType.Int64);
        Assert.Contains("[5, 2]; expected [batch, 1]", Assert.Throws<FusionException>(() => encoder.call(two)).Message);
    }
}
