using FusionDsl.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Layers;

/// <summary>libtorch has kernels for inference that training never runs: both must compute the same.</summary>
public sealed class RecurrentInferenceTests
{
    // Around every multiple of the widths that vector kernels work in.
    private static readonly long[] Units = [1, 3, 8, 15, 16, 17, 31, 32, 33, 40, 47, 48, 49, 63, 64, 65, 80, 81, 96, 97, 100, 112, 128, 144, 200];

    public static TheoryData<string> Ways => ["inference_mode", "no_grad", "frozen parameters"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_Lstm_computes_the_same_without_gradients(string way) => Agrees(units => new Lstm(5, units), way);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_deep_Lstm_computes_the_same_sequence_without_gradients(string way) =>
        Agrees(units => new Lstm(5, units, layers: 2, bidirectional: true, sequence: true), way);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_Gru_computes_the_same_without_gradients(string way) =>
        Agrees(units => new Gru(5, units, layers: 2, bidirectional: true, sequence: true), way);

    [Fact]
    public void Nothing_leaks_without_gradients()
    {
        using var layer = new Lstm(5, 3, bidirectional: true, sequence: true);
        using var input = LayerChecks.Random(1, 7, 5, 6);
        using var inference = inference_mode();
        layer.call(input).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 50; i++) layer.call(input).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static void Agrees(Func<long, nn.Module<Tensor, Tensor>> make, string way)
    {
        foreach (var units in Units)
        {
            using var scope = NewDisposeScope();
            using var layer = make(units);
            layer.eval();
            foreach (var batch in new[] { 1, 7 })
            {
                using var input = LayerChecks.Random(batch, batch, 5, 6);
                using var expected = layer.call(input).detach();
                using var actual = Without(way, layer, input);
                var difference = (expected - actual).abs().max().ToDouble();
                Assert.True(difference < 1e-5, $"{units} units, batch {batch}: differs by {difference}");
            }
        }
    }

    private static Tensor Without(string way, nn.Module<Tensor, Tensor> layer, Tensor input)
    {
        if (way == "frozen parameters")
        {
            foreach (var parameter in layer.parameters()) parameter.requires_grad = false;
            var output = layer.call(input);
            foreach (var parameter in layer.parameters()) parameter.requires_grad = true;
            return output;
        }
        using IDisposable mode = way == "no_grad" ? no_grad() : inference_mode();
        return layer.call(input);
    }
}
