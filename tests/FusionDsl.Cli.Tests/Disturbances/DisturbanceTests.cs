using FusionDsl.Cli.Disturbances;
using FusionDsl.Data;
using FusionDsl.Preparations;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Tests.Disturbances;

/// <summary>What happens to the values, against the formula computed plainly.</summary>
public sealed class DisturbanceTests : IDisposable
{
    private const int Rows = 3000, Width = 3, Steps = 5, Length = 4, Vocabulary = 7;

    private readonly Tables _train = Tables(seed: 1), _test = Tables(seed: 2);
    private readonly Network _network = new();

    public DisturbanceTests()
    {
        _network.Standardizer.Fit(_train["Numbers"]);
        _network.Scaler.Fit(_train["Scaled"]);
        _network.Before.Fit(_train["Axes"]);
        _network.Axes.Fit(new TrainingRows(_train["Axes"]).Through(_network.Before));
    }

    public void Dispose()
    {
        _train.Dispose();
        _test.Dispose();
        _network.Dispose();
    }

    /// <summary>A model whose modalities are prepared, as generated ones have it.</summary>
    private sealed class Network : nn.Module
    {
        public Standardizer Standardizer { get; } = new(Width);

        public MinMaxScaler Scaler { get; } = new(Width);

        public Standardizer Before { get; } = new(Width);

        public PrincipalAxes Axes { get; } = new(Width * Steps, components: 4);

        public Network() : base("Network")
        {
            register_module("Numbers", new Modality("Numbers", Standardizer));
            register_module("Scaled", new Modality("Scaled", Scaler));
            register_module("Axes", new Modality("Axes", Before, Axes));
        }

        protected override void RegisterComponents() { }
    }

    private sealed class Modality : nn.Module
    {
        public Modality(string name, params nn.Module[] steps) : base(name)
        {
            foreach (var step in steps) register_module($"step{step.GetName()}", step);
        }

        protected override void RegisterComponents() { }
    }

    // The features are of different size and place, so that a mix-up of axes shows.
    private static Tables Tables(int seed)
    {
        using var scope = NewDisposeScope();
        using var random = new torch.Generator((ulong)seed);
        var size = tensor(new float[] { 1, 10, 100 });
        var numbers = randn(Rows, Width, generator: random) * size + 3 * size;
        var waves = randn(Rows, Width, Steps, generator: random) * size.view(1, -1, 1) - 2 * size.view(1, -1, 1);
        var words = randint(0, Vocabulary, new long[] { Rows, Length }, dtype: ScalarType.Int64, generator: random);
        // 'Maybe' is there in every second row; elsewhere its values are zeros.
        var isThere = arange(Rows).remainder(2).eq(0);
        var maybe = randn(Rows, Width, generator: random) * isThere.view(-1, 1);
        return new(
            RowInfo.Numbered(Rows), ("Numbers", new(numbers)), ("Waves", new(waves)), ("Words", new(words)), ("Scaled", new(numbers.clone())),
            ("Axes", new(waves.clone())), ("Maybe", new(maybe)), (Presence.Of("Maybe"), new(isThere)));
    }

    private DisturbedRows Broken(ulong seed = 1) => new(_test, _train, _network, seed);

    private float[] Values(Disturbance disturbance, ulong seed = 1)
    {
        using var table = disturbance.Of(Broken(seed)).Table;
        Assert.Equal(_test[disturbance.Modality].Values.shape, table.Values.shape);
        using var real = table.Values.to(ScalarType.Float32);
        return real.data<float>().ToArray();
    }

    private static float[] Plain(Tables tables, string node)
    {
        using var real = tables[node].Values.to(ScalarType.Float32);
        return real.data<float>().ToArray();
    }

    // Of channel c of [rows, channel, steps], computed plainly.
    private static (double Mean, double Deviation) Moments(float[] values, int channel, int steps)
    {
        List<double> own = [];
        for (var i = 0; i < values.Length; i++)
            if (i / steps % Width == channel) own.Add(values[i]);
        var mean = own.Average();
        return (mean, Math.Sqrt(own.Average(value => (value - mean) * (value - mean))));
    }

    [Fact]
    public void A_zeroed_modality_is_zeros() => Assert.All(Values(new Zeroed("Numbers")), value => Assert.Equal(0, value));

    [Fact]
    public void A_removed_modality_is_what_the_network_sees_as_zero()
    {
        var removed = Values(new Removed("Numbers"));
        for (var i = 0; i < removed.Length; i++) Assert.Equal(Moments(Plain(_train, "Numbers"), i % Width, 1).Mean, removed[i], 1e-3);
        using var table = new Removed("Numbers").Of(Broken()).Table;
        using var seen = _network.Standardizer.call(table.Values);
        Assert.All(seen.data<float>().ToArray(), value => Assert.Equal(0, value));

        Assert.All(Values(new Removed("Waves")), value => Assert.Equal(0, value));   // Nothing prepares it.
        Assert.All(Values(new Removed("Words")), value => Assert.Equal(0, value));
        Assert.Equal(
            [true, false, false, true, true, true],
            new[] { "Numbers", "Waves", "Words", "Scaled", "Axes", "Maybe" }.Select(modality => Removed.DiffersFromZeroed(Broken(), modality)));
    }

    [Fact]
    public void Whatever_prepares_a_modality_sees_to_it_that_zeros_come_out()
    {
        using var scaled = new Removed("Scaled").Of(Broken()).Table;
        Assert.All(_network.Scaler.call(scaled.Values).data<float>().ToArray(), value => Assert.Equal(0, value));

        using var axes = new Removed("Axes").Of(Broken()).Table;
        Assert.Equal(_test["Axes"].Values.shape, axes.Values.shape);
        Assert.All(_network.Axes.call(_network.Before.call(axes.Values)).data<float>().ToArray(), value => Assert.Equal(0, value, 1e-5));
    }

    [Fact]
    public void A_modality_that_may_be_absent_is_absent_everywhere_when_it_is_removed()
    {
        using var rows = Broken().Under(new(new Removed("Maybe")));
        using Tensor present = rows.Take(Presence.Of("Maybe")), values = rows.Take("Maybe");
        Assert.False(present.any().ToBoolean());
        Assert.True(values.equal(_test["Maybe"].Values).all().ToBoolean());
    }

    [Fact]
    public void Noise_goes_by_the_rows_that_have_the_modality()
    {
        var noise = Values(new Noised("Maybe", 1, null)).Zip(Plain(_test, "Maybe"), (now, before) => now - before).ToArray();
        var there = Plain(_train, "Maybe").Where((_, i) => i / Width % 2 == 0).ToArray();
        for (var channel = 0; channel < Width; channel++)
            Assert.InRange(Moments(noise, channel, 1).Deviation / Moments(there, channel, 1).Deviation, 0.93, 1.07);
    }

    [Theory]
    [InlineData("Numbers", 1, 0.5)]
    [InlineData("Waves", Steps, 2)]
    public void Noise_is_sigma_times_the_deviation_of_each_channel_of_the_training_rows(string modality, int steps, double sigma)
    {
        var (plain, noisy) = (Plain(_test, modality), Values(new Noised(modality, sigma, null)));
        var noise = noisy.Zip(plain, (now, before) => now - before).ToArray();
        for (var channel = 0; channel < Width; channel++)
        {
            var deviation = sigma * Moments(Plain(_train, modality), channel, steps).Deviation;
            var found = Moments(noise, channel, steps);
            var count = (double)Rows * steps;
            Assert.InRange(found.Mean / deviation, -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
            Assert.InRange(found.Deviation / deviation, 1 - 5 / Math.Sqrt(2 * count), 1 + 5 / Math.Sqrt(2 * count));
        }
    }

    [Fact]
    public void Twice_the_sigma_is_twice_the_same_noise()
    {
        var plain = Plain(_test, "Numbers");
        var (once, twice) = (Values(new Noised("Numbers", 1, null)), Values(new Noised("Numbers", 2, null)));
        for (var i = 0; i < plain.Length; i++) Assert.Equal(2.0 * (once[i] - plain[i]), twice[i] - plain[i], 0.01);
    }

    [Fact]
    public void The_deviation_is_that_of_the_training_rows_value_by_value()
    {
        using var deviation = Noised.Deviation(_train["Waves"]);
        for (var channel = 0; channel < Width; channel++)
        {
            var expected = Moments(Plain(_train, "Waves"), channel, Steps).Deviation;
            Assert.Equal(expected, deviation[channel].ToDouble(), expected * 1e-9);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Tokens_are_replaced_with_the_probability_by_any_of_the_vocabulary(double sigma)
    {
        var (plain, noisy) = (Plain(_test, "Words"), Values(new Noised("Words", sigma, Vocabulary)));
        Assert.All(noisy, token => Assert.InRange(token, 0, Vocabulary - 1));
        // A replaced token is by chance the same once in a vocabulary.
        var expected = sigma * (Vocabulary - 1) / Vocabulary;
        var changed = plain.Zip(noisy).Count(pair => pair.First != pair.Second) / (double)plain.Length;
        Assert.Equal(expected, changed, 5 * Math.Sqrt(expected * (1 - expected) / plain.Length));
        if (sigma < 1) return;
        foreach (var group in noisy.GroupBy(token => token)) Assert.InRange(group.Count() * (double)Vocabulary / noisy.Length, 0.9, 1.1);
    }

    [Fact]
    public void A_modality_has_its_own_noise_whatever_else_is_broken()
    {
        using var alone = Broken().Under(new(new Noised("Waves", 1, null)));
        using var together = Broken().Under(new(new Noised("Numbers", 1, null), new Removed("Words"), new Noised("Waves", 1, null)));
        using var other = Broken(seed: 2).Under(new(new Noised("Waves", 1, null)));
        using Tensor first = alone.Take("Waves"), second = together.Take("Waves"), third = other.Take("Waves");
        Assert.True(first.equal(second).all().ToBoolean());
        Assert.False(first.equal(third).any().ToBoolean());
    }

    [Fact]
    public void What_is_not_broken_stays_as_it_is_and_so_do_the_rows_themselves()
    {
        var before = Plain(_test, "Numbers");
        using var rows = Broken().Under(new(new Removed("Numbers")));
        using var words = rows.Take("Words");
        Assert.True(words.equal(_test["Words"].Values).all().ToBoolean());
        Assert.Equal(before, Plain(_test, "Numbers"));
    }
}
