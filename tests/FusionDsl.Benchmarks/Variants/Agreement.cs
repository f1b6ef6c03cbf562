using System.Globalization;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>Whoever trains the same model on the same rows in the same order must see the same losses; else a comparison of times is void.</summary>
internal static class Agreement
{
    /// <summary>By how much the mean loss of an epoch may differ, as a part of itself.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Trains all of them from the first weights.</summary>
    /// <returns>The mean loss of the last epoch, by name.</returns>
    /// <exception cref="FusionException">Two of them do not agree; shows the losses of all.</exception>
    public static IReadOnlyDictionary<string, double> Check(string theCase, IEnumerable<TrainingLoop> trainings, int epochs)
    {
        var losses = trainings.Select(training => (training.Name, Losses: training.Losses(epochs))).ToList();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var here = losses.Select(one => one.Losses[epoch]).ToList();
            // Written so that a NaN does not agree with anything.
            if (!here.TrueForAll(loss => Math.Abs(loss - here[0]) <= Tolerance * Math.Abs(here[0]))) throw Disagreement(theCase, losses);
        }
        return losses.ToDictionary(one => one.Name, one => one.Losses[^1]);
    }

    private static FusionException Disagreement(string theCase, List<(string Name, double[] Losses)> losses)
    {
        var width = losses.Max(one => one.Name.Length);
        var lines = losses.Select(one =>
            $"  {one.Name.PadRight(width)}  {string.Join(" ", one.Losses.Select(loss => loss.ToString("F6", CultureInfo.InvariantCulture)))}");
        return new(
            $"{theCase}: the variants do not train the same model. Mean losses per epoch differ by more than {Tolerance:P2}:\n"
            + string.Join("\n", lines));
    }
}
