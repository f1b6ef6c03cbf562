using System;
using System.Linq;
using Consumer;

// Trains both models on samples that are easy to tell apart, and prints how well they know samples they have not seen.
var random = new Random(1);

float[] Numbers(float mean, int count) => Enumerable.Range(0, count).Select(_ => mean + (float)random.NextDouble()).ToArray();
long[] Tokens(int first, int count) => Enumerable.Range(0, count).Select(_ => first + random.NextInt64(2)).ToArray();

using (var data = WeatherNet.Dataset.From(Enumerable.Range(0, 200).Select(i => i % 2 == 0
           ? new WeatherNet.Sample(Pressure: Numbers(5, 6), Wind: Numbers(0, 24), Forecast: Outlook.Calm)
           : new WeatherNet.Sample(Pressure: Numbers(4, 6), Wind: Numbers(1, 24), Forecast: Outlook.Storm)).ToList()).Split(validation: 0.2, test: 0.2, seed: 7))
using (var model = new WeatherNet(seed: 7))
{
    model.Fit(data.Train, data.Validation);
    Report(nameof(WeatherNet), model.Evaluate(data.Test).Forecast.Metrics["accuracy"]);
}

using (var data = MotionNet.Dataset.From(Enumerable.Range(0, 200).Select(i => i % 2 == 0
           ? new MotionNet.Sample(Steps: Tokens(0, 10), Pulse: Numbers(1, 4), Pace: Gait.Walk)
           : new MotionNet.Sample(Steps: Tokens(3, 10), Pulse: Numbers(2, 4), Pace: Gait.Run)).ToList()).Split(validation: 0.2, test: 0.2, seed: 7))
using (var model = new MotionNet(seed: 7))
{
    model.Fit(data.Train, data.Validation);
    Report(nameof(MotionNet), model.Evaluate(data.Test).Pace.Metrics["accuracy"]);
}

static void Report(string model, double accuracy) => Console.WriteLine(FormattableString.Invariant($"{model} accuracy {accuracy:F3}"));
