using FusionDsl.Training;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace FusionDsl.Runtime.Tests.Training;

/// <summary>Who loses a modality, and how often.</summary>
[Collection(nameof(FusionDsl.Tests.Training.Alone))]
public sealed class ModalityDropoutTests(ITestOutputHelper output)
{
    private const int Rows = 200_000;

    [Theory]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.5)]
    [InlineData(4, 0.9)]
    public void Each_is_lost_with_the_probability_asked_for_but_never_the_last(int modalities, double probability)
    {
        using var scope = NewDisposeScope();
        output.WriteLine("seed 11");
        manual_seed(11);
        using var left = ModalityDropout.Draw(probability, [.. Enumerable.Range(0, modalities).Select(_ => ones(Rows, dtype: ScalarType.Bool))]);
        var kept = stack(Enumerable.Range(0, modalities).Select(i => left[i]), 1);
        Assert.True(kept.any(1).all().ToBoolean());
        // All would be lost in p^M of the cases; then one of them stays, each as often.
        var expected = 1 - probability + Math.Pow(probability, modalities) / modalities;
        var deviation = Math.Sqrt(expected * (1 - expected) / Rows);
        for (var i = 0; i < modalities; i++)
            Assert.InRange(left[i].to(ScalarType.Float64).mean().ToDouble(), expected - 5 * deviation, expected + 5 * deviation);
    }

    [Fact]
    public void What_a_sample_does_not_have_never_comes_back_and_the_only_one_stays()
    {
        using var scope = NewDisposeScope();
        output.WriteLine("seed 12");
        manual_seed(12);
        var first = rand(Rows).gt(0.5);
        var second = first.logical_not();
        using var left = ModalityDropout.Draw(0.8, first, second, zeros(Rows, dtype: ScalarType.Bool));
        Assert.True(left[0].Equals(first));
        Assert.True(left[1].Equals(second));
        Assert.False(left[2].any().ToBoolean());
    }

    [Fact]
    public void A_sample_without_anything_stays_without()
    {
        using var scope = NewDisposeScope();
        using var left = ModalityDropout.Draw(0.5, zeros(9, dtype: ScalarType.Bool), zeros(9, dtype: ScalarType.Bool));
        Assert.False(left[0].any().ToBoolean() || left[1].any().ToBoolean());
    }

    [Fact]
    public void Nothing_is_lost_with_probability_0()
    {
        using var scope = NewDisposeScope();
        using var left = ModalityDropout.Draw(0, ones(50, dtype: ScalarType.Bool), ones(50, dtype: ScalarType.Bool));
        Assert.True(left[0].all().ToBoolean() && left[1].all().ToBoolean());
    }
}
