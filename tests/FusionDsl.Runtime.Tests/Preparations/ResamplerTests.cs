using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

public sealed class ResamplerTests
{
    // A whole fraction down and up, a cross ratio, rates with decimals, and some that never fall into step.
    public static TheoryData<double, double> Rates => new()
    {
        { 100, 50 }, { 50, 100 }, { 100, 10 }, { 44.1, 16 }, { 16, 44.1 }, { 50, 128 }, { 128, 50 }, { 33.3, 20 }, { 100, 99 },
        { 1024, 999 }, { 999, 1024 }, { 100, 31.41592653589793 }, { 1, 2.718281828459045 },
    };

    [Theory]
    [InlineData(200, 100, 50, 100)]
    [InlineData(7, 100, 50, 4)]         // 3.5 steps
    [InlineData(5, 100, 50, 3)]         // 2.5 steps: half up, not to the even number
    [InlineData(1, 50, 100, 2)]
    [InlineData(1, 50, 10_000, 200)]
    [InlineData(128, 50, 44.1, 113)]    // 112.9
    [InlineData(441, 44.1, 10, 100)]
    public void The_duration_stays(int length, double from, double to, int expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 3, expected], new Resampler(length, from, to).call(LayerChecks.Random(1, 2, 3, length)).shape);
    }

    [Theory, MemberData(nameof(Rates))]
    public void A_constant_stays_constant_up_to_the_ends(double from, double to)
    {
        using var scope = NewDisposeScope();
        foreach (var length in new[] { 5, 40, 700, 3001 })
        {
            var resampled = new Resampler(length, from, to).call(full([1, 1, length], 3.5f));
            LayerChecks.Equal(full_like(resampled, 3.5f), resampled, 5e-6);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void What_the_slower_rate_carries_survives_at_its_time(double from, double to)
    {
        using var scope = NewDisposeScope();
        const int length = 3000;
        var slower = Math.Min(from, to);
        foreach (var part in new[] { 0.05, 0.3, 0.6, 0.75 })
        {
            var hertz = part * slower / 2;
            var resampled = Middle(new Resampler(length, from, to).call(Wave(length, from, hertz)), slower / to);
            var expected = Middle(Wave((int)Math.Floor(length * to / from + 0.5), to, hertz), slower / to);
            LayerChecks.Equal(expected, resampled, 1e-3);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void What_the_new_rate_cannot_carry_vanishes(double from, double to)
    {
        if (to >= from) return;
        using var scope = NewDisposeScope();
        foreach (var part in new[] { 1.0, 1.1, 1.7, 2.9, 7.3 })
        {
            var hertz = part * to / 2;
            if (hertz >= from / 2) continue;
            var resampled = Middle(new Resampler(3000, from, to).call(Wave(3000, from, hertz)), 1);
            Assert.InRange(resampled.abs().max().ToSingle(), 0, 1e-3f);
        }
        // Without the filter the wave would come back at another frequency as strong as it was.
        if (from == 100 && to == 50) Assert.True(Wave(3000, 100, 35)[.., .., TensorIndex.Slice(0, null, 2)].abs().max().ToSingle() > 0.99f);
    }

    [Theory, MemberData(nameof(Rates))]
    public void It_is_the_sum_of_the_formula(double from, double to)
    {
        using var scope = NewDisposeScope();
        foreach (var length in new[] { 50, 900 })
        {
            var series = LayerChecks.Random(3, 1, 1, length);
            var values = series.data<float>().ToArray();
            var resampled = new Resampler(length, from, to).call(series).data<float>().ToArray();
            Assert.Equal((int)Math.Floor(length * to / from + 0.5), resampled.Length);
            for (var j = 0; j < resampled.Length; j += 1 + resampled.Length / 97)
                Assert.Equal(Formula(values, j * from / to, Math.Min(1, to / from)), resampled[j], 2e-5);
        }
    }

    [Fact]
    public void Each_channel_is_resampled_by_itself()
    {
        using var scope = NewDisposeScope();
        var series = LayerChecks.Random(4, 5, 3, 400);
        var layer = new Resampler(400, 50, 20);
        var whole = layer.call(series);
        for (var i = 0; i < 3; i++) LayerChecks.Equal(layer.call(series[.., i..(i + 1)]), whole[.., i..(i + 1)], 1e-6);
        Assert.True(whole.is_contiguous());
    }

    [Theory]
    [InlineData(40, 100, 50)]
    [InlineData(700, 100, 40)]
    [InlineData(700, 1024, 999)]
    public void Gradients_flow_samples_do_not_mix_and_nothing_leaks(int length, double from, double to)
    {
        using var scope = NewDisposeScope();
        LayerChecks.NothingLeaks(() => new Resampler(length, from, to), LayerChecks.Random(3, 3, 2, length));
        LayerChecks.SamplesDoNotMix(new Resampler(length, from, to), LayerChecks.Random(3, 3, 2, length));
        LayerChecks.GradientsAreThoseOfFiniteDifferences(new Resampler(length, from, to), LayerChecks.Random(3, 2, 2, length));
        using var layer = new Resampler(length, from, to);
        Assert.Equal(["filter"], layer.state_dict().Keys);
        Assert.Equal(0, FlatParameters.Of(layer).Count);
    }

    [Fact]
    public void Long_series_at_odd_rates_need_no_large_filter()
    {
        (int, double, double)[] cases = [(200_000, 44_100, 16_000), (200_000, 1024, 999), (200_000, 1000, 1), (20_000, 50, 1000)];
        foreach (var (length, from, to) in cases)
        {
            using var layer = new Resampler(length, from, to);
            Assert.InRange(layer.get_buffer("filter")!.numel(), 1, 50_000_000);
        }
    }

    [Fact]
    public void Rates_and_lengths_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(10, 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(10, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(10, 100, 1));
        using var layer = new Resampler(10, 10, 5);
        using var other = zeros(2, 1, 11);
        Assert.Contains("[2, 1, 11]; expected [batch, channel, 10]", Assert.Throws<FusionException>(() => layer.call(other)).Message);
    }

    // A cosine with a phase, so that its beginning is no symmetric point.
    private static Tensor Wave(int length, double rate, double hertz) =>
        tensor(Enumerable.Range(0, length).Select(i => (float)Math.Cos(2 * Math.PI * hertz * i / rate + 0.7)).ToArray(), [1, 1, length]);

    // Without the steps that the ends reach into: 16 of the slower rate.
    private static Tensor Middle(Tensor series, double slowerPerNew)
    {
        var ends = (int)Math.Ceiling(16 / slowerPerNew) + 2;
        return series[.., .., ends..^ends];
    }

    // Σ x(n) · sinc · Kaiser window around a position, the ends going on, the weights summing to 1.
    private static double Formula(float[] values, double position, double slower)
    {
        const double attenuation = 65, half = 16;
        var slope = (attenuation - 7.95) / (14.36 * 2 * half);
        var (sum, weights) = (0.0, 0.0);
        for (var n = (int)Math.Floor(position - half / slower); n <= Math.Ceiling(position + half / slower); n++)
        {
            var distance = (n - position) * slower;
            if (Math.Abs(distance) >= half - 1e-7) continue;
            var x = Math.PI * (1 - slope) * distance;
            var window = Bessel(0.1102 * (attenuation - 8.7) * Math.Sqrt(1 - distance * distance / (half * half)));
            var weight = (x == 0 ? 1 : Math.Sin(x) / x) * window;
            sum += weight * values[Math.Clamp(n, 0, values.Length - 1)];
            weights += weight;
        }
        return sum / weights;
    }

    // I₀(x) = 1/π ∫ exp(x cos t) dt over half a turn.
    private static double Bessel(double x)
    {
        const int steps = 200;
        return Enumerable.Range(0, steps).Sum(i => Math.Exp(x * Math.Cos(Math.PI * (i + 0.5) / steps))) / steps;
    }
}
