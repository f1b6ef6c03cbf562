using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>
/// Preparations of whole models: fitted to the training rows, saved with the weights, and worth what they are said to be worth.
/// </summary>
public sealed class PreparationTests
{
    private const int Judged = 12_000;

    // How far the means of the two sides are apart, in deviations to either side: for each sensor, the sheet and the picture.
    private const double Shaking = 0.6, Sound = 0.5, Sheet = 0.6, Picture = 0.9;

    private static readonly double[] CategoryOfLeft = [0.4, 0.3, 0.2, 0.1];     // of Right in the other order

    /// <summary>
    /// Each modality tells the side with a known strength, so the best possible accuracy is known: with a total distance d and the
    /// category's log odds λ it is Σ p(category) · Φ((2d² + λ) / 2d). The shaking is drowned at 45 Hz, by a tone that would lie upon the
    /// 5 Hz that tell the side if every second value were just left out.
    /// </summary>
    [Fact]
    public void Early_fusion_of_everything_comes_near_the_best_possible()
    {
        using var train = WholeFront.Dataset.From(Draw(6000, 1));
        using var validation = WholeFront.Dataset.From(Draw(2000, 2));
        using var test = WholeFront.Dataset.From(Draw(Judged, 3));
        using var model = new WholeFront(seed: 1);
        model.Fit(train, validation);

        var distance = Math.Sqrt(Shaking * Shaking + Sound * Sound + Sheet * Sheet + Picture * Picture);
        var best = Enumerable.Range(0, 4).Sum(i => CategoryOfLeft[i]
            * Phi((2 * distance * distance + Math.Log(CategoryOfLeft[i] / CategoryOfLeft[3 - i])) / (2 * distance)));
        // Five standard errors of the test set, and 1.5 % for what 6,000 samples cannot teach about 163 weights.
        var accuracy = model.Evaluate(test).Where.Accuracy;
        Assert.InRange(accuracy, best - 5 * Math.Sqrt(0.25 / Judged) - 0.015, best + 5 * Math.Sqrt(0.25 / Judged));

        // What only one of the modalities could tell would not be enough: each of them counts.
        var without = Math.Sqrt(distance * distance - Shaking * Shaking);
        var bestWithout = Enumerable.Range(0, 4).Sum(i => CategoryOfLeft[i]
            * Phi((2 * without * without + Math.Log(CategoryOfLeft[i] / CategoryOfLeft[3 - i])) / (2 * without)));
        Assert.True(accuracy > bestWithout, $"{accuracy} is no more than what can be known without the shaking, {bestWithout}");
    }

    [Fact]
    public void Nothing_is_fitted_to_rows_that_are_not_for_training()
    {
        string Run(float wildness)
        {
            using var train = WholeFront.Dataset.From(Draw(100, 1));
            using var rest = WholeFront.Dataset.From(Draw(40, 2).Select(sample => sample with
            {
                Shaking = Wild(sample.Shaking, wildness), Sheet = Wild(sample.Sheet, wildness), Picture = Wild(sample.Picture, wildness),
                Category = new long[] { 3 },
            }));
            using var model = new WholeFront(seed: 3);
            model.Fit(train, rest, WholeFront.Trainer.Defaults with { Epochs = 1 });
            return Close.Bits(model);
        }
        Assert.Equal(Run(1), Run(1000));

        static float[] Wild(ReadOnlyMemory<float> values, float wildness) => [.. values.ToArray().Select(value => value * wildness)];
    }

    [Fact]
    public void Parts_of_a_split_are_fitted_as_if_they_stood_alone()
    {
        using var all = WholeFront.Dataset.From(Draw(300, 1));
        using var split = all.Split(validation: 0.2, test: 0.2, seed: 5);
        using WholeFront ofPart = new(seed: 1), ofAll = new(seed: 1);
        ofPart.Parts.Picture.Fit(split.Train);
        ofAll.Parts.Picture.Fit(all);
        using var alone = new FusionDsl.Preparations.PrincipalAxes(100, 5);
        using var pictures = split.Train.Picture;
        alone.Fit(pictures);
        Close.Equal(alone.state_dict()["axes"], ofPart.state_dict()["Picture.pca.axes"]);
        Assert.True(Close.Difference(ofAll.state_dict()["Picture.pca.mean"], ofPart.state_dict()["Picture.pca.mean"]) > 1e-4);
    }

    [Fact]
    public void What_was_fitted_is_saved_with_the_weights_and_predictors_apply_it()
    {
        var samples = Draw(200, 4);
        using var data = WholeFront.Dataset.From(samples);
        using var model = new WholeFront(seed: 1);
        model.Fit(data, data, WholeFront.Trainer.Defaults with { Epochs = 2 });
        using var file = new Scratch();
        model.Save(file.Path);
        using var loaded = WholeFront.Load(file.Path);
        Assert.Equal(Close.Bits(model), Close.Bits(loaded));
        Assert.Equal(
            [
                "Picture.pca.axes", "Picture.pca.deviation", "Picture.pca.mean", "Shaking.resampler.filter",
                "Shaking.standardizer.mean", "Shaking.standardizer.scale", "Sheet.minMax.minimum", "Sheet.minMax.scale",
                "Sound.standardizer.mean", "Sound.standardizer.scale",
            ],
            model.named_buffers().Select(buffer => buffer.name).Order(StringComparer.Ordinal));

        using var predictor = loaded.ToPredictor();
        model.eval();
        var accuracy = model.Evaluate(data).Where.Accuracy;
        var hits = predictor.Predict(samples).Zip(samples).Count(pair => pair.First.Where.Class == pair.Second.Where);
        Assert.Equal(accuracy, hits / 200.0, 1e-9);
    }

    [Fact]
    public void Preparations_do_not_keep_a_model_from_the_generated_gradients() => Assert.All(
        [Ranges.Summary.Gradients, Reduced.Summary.Gradients],
        gradients => Assert.Equal("generated steps on the CPU, autograd elsewhere", gradients));

    [Fact]
    public void A_fit_that_cannot_be_is_explained()
    {
        using var few = WholeFront.Dataset.From(Draw(5, 1));
        using var model = new WholeFront(seed: 1);
        var message = Assert.Throws<FusionException>(() => model.Fit(few, few)).Message;
        Assert.Contains("5 components need at least 6 training rows; there are 5", message);
    }

    private static List<WholeFront.Sample> Draw(int count, int seed)
    {
        var random = new Random(seed);
        float[] Noise(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)Samples.Normal(random))];
        // Of length 1, so that a distance is one in deviations of the noise.
        static float[] Tone(int length, double rate, double hertz)
        {
            var tone = Enumerable.Range(0, length).Select(i => Math.Cos(2 * Math.PI * hertz * i / rate + 0.7)).ToArray();
            var norm = Math.Sqrt(tone.Sum(value => value * value));
            return [.. tone.Select(value => (float)(value / norm))];
        }
        float[] shaking = Tone(100, 100, 5), drowning = Tone(100, 100, 45), sound = Tone(50, 50, 3), sheet = [2 / 3f, -2 / 3f, 1 / 3f];
        var picture = Tone(100, 100, 13);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var side = (Side)random.Next(2);
            var sign = side == Side.Left ? 1f : -1f;
            var drown = 30 * (float)Samples.Normal(random);
            float[] Seen(float[] pattern, double distance) =>
                [.. Noise(pattern.Length).Zip(pattern, (noise, value) => noise + sign * (float)distance * value)];
            var drawn = random.NextDouble();
            var place = 0;
            while (place < 3 && (drawn -= CategoryOfLeft[place]) >= 0) place++;
            return new WholeFront.Sample(
                Shaking: Seen(shaking, Shaking).Zip(drowning, (value, tone) => 20 + 4 * (value + drown * tone)).ToArray(),
                Sound: Seen(sound, Sound),
                Sheet: Seen(sheet, Sheet).Select(value => 1000 + 50 * value).ToArray(),
                Category: new long[] { side == Side.Left ? place : 3 - place },
                Picture: Seen(picture, Picture),
                Where: side);
        })];
    }

    private static double Phi(double x) => 0.5 * (1 + Plain.Erf(x / Math.Sqrt(2)));

    private sealed class Scratch : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("fusiondsl-preparations-").FullName;

        public string Path => System.IO.Path.Combine(_folder, "model.safetensors");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
