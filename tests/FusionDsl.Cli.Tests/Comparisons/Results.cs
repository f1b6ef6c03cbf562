using FusionDsl.Cli.Comparisons;

namespace FusionDsl.Cli.Tests.Comparisons;

/// <summary>Makes results of trainings that never were.</summary>
internal static class Results
{
    /// <summary>A variant with one head; a value for each seed.</summary>
    public static VariantResult Of(string variant, string head, params double[] accuracies) => new(
        new(variant, "", null, new Dictionary<string, string>()),
        [.. accuracies.Select((accuracy, i) => Seed((ulong)i + 1, head, ("accuracy", accuracy), ("macroF1", accuracy / 2)))]);

    public static SeedResult Seed(ulong seed, string head, params (string, double)[] metrics) => new(
        seed, Epochs: 3, BestEpoch: 2, Seconds: 1.5 * seed, Parameters: 1234, TestRows: 50, new Dictionary<string, double> { [head] = 0.4 },
        [
            Condition(null, null, head, 1, metrics), Condition("Ear", "removed", head, 0.5, metrics), Condition("Ear", "noised", head, 0.8, metrics),
        ]);

    private static ConditionResult Condition(string? modality, string? kind, string head, double factor, (string, double)[] metrics) => new(
        modality, kind, new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            [head] = metrics.ToDictionary(metric => metric.Item1, metric => metric.Item2 * factor),
        });
}
