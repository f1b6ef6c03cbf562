using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;

namespace FusionDsl.Models.Tests.Training;

/// <summary>
/// Two sensors see the same side through independent normal noise. With the means at ±a and ±b along some direction, the best that anybody can
/// do is right in Φ(a), Φ(b), and with both sensors Φ(√(a² + b²)) of all cases: fusion has a known worth.
/// </summary>
public sealed class KnownAccuracyTests
{
    private const double Near = 1.0, Far = 0.75;
    private const int Judged = 20_000;

    // Five standard errors of the test set, and 1 % for what 4,000 samples cannot teach.
    private static readonly double Noise = 5 * Math.Sqrt(0.25 / Judged) + 0.01;

    [Fact]
    public void The_fused_model_and_each_sensor_alone_come_near_the_best_possible()
    {
        var (train, validation, test) = (Draw(4000, 1), Draw(2000, 2), Draw(Judged, 3));
        var fused = Accuracy<TwoSensors, TwoSensors.Dataset>(set => TwoSensors.Dataset.From(
            set.Select(s => new TwoSensors.Sample(Near: s.Near, Far: s.Far, Where: s.Side))), train, validation, test);
        var near = Accuracy<NearSensor, NearSensor.Dataset>(set => NearSensor.Dataset.From(
            set.Select(s => new NearSensor.Sample(s.Near, s.Side))), train, validation, test);
        var far = Accuracy<FarSensor, FarSensor.Dataset>(set => FarSensor.Dataset.From(
            set.Select(s => new FarSensor.Sample(s.Far, s.Side))), train, validation, test);

        Assert.InRange(near, Phi(Near) - Noise, Phi(Near) + Noise);
        Assert.InRange(far, Phi(Far) - Noise, Phi(Far) + Noise);
        Assert.InRange(fused, Phi(Math.Sqrt(Near * Near + Far * Far)) - Noise, Phi(Math.Sqrt(Near * Near + Far * Far)) + Noise);
        Assert.True(fused > near + 0.02, $"fused {fused}, near {near}");
    }

    private static double Accuracy<TModel, TDataset>(
        Func<List<(float[] Near, float[] Far, Side Side)>, TDataset> made,
        List<(float[], float[], Side)> train, List<(float[], float[], Side)> validation, List<(float[], float[], Side)> test)
        where TModel : TorchSharp.torch.nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using TDataset learned = made(train), chosen = made(validation), judged = made(test);
        using var model = TModel.Create(seed: 1);
        model.Fit(learned, chosen);
        return model.Score(judged).Heads[0].Metrics["accuracy"];
    }

    // The sensors have offsets and units of their own, as sensors do.
    private static List<(float[] Near, float[] Far, Side Side)> Draw(int count, int seed)
    {
        var random = new Random(seed);
        double[] nearAxis = [2 / 3.0, -2 / 3.0, 1 / 3.0], farAxis = [0.6, 0.8];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var side = (Side)random.Next(2);
            var sign = side == Side.Left ? -1 : 1;
            float[] Seen(double[] axis, double distance, double offset, double unit) =>
                [.. axis.Select(part => (float)(offset + unit * (sign * distance * part + Samples.Normal(random))))];
            return (Seen(nearAxis, Near, 100, 5), Seen(farAxis, Far, -3, 0.01), side);
        })];
    }

    private static double Phi(double x) => 0.5 * (1 + Plain.Erf(x / Math.Sqrt(2)));
}
