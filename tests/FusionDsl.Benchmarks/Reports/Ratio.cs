using FusionDsl.Benchmarks.Measuring;

namespace FusionDsl.Benchmarks.Reports;

/// <summary>A ratio in JSON.</summary>
/// <param name="Median">Over the rounds.</param>
/// <param name="Spread">The middle half, as a part of the median.</param>
internal sealed record Ratio(double Median, double Spread)
{
    public static Ratio? Of(Distribution? ratio) => ratio is null ? null : new(ratio.Median, ratio.Spread);
}

/// <summary>Comparisons within a set of measurements.</summary>
internal static class Comparison
{
    /// <summary>How many times as fast as another; null if that one took no part.</summary>
    public static Distribution? SpeedAgainst(this Measured mine, IEnumerable<Measured> all, string other) =>
        all.FirstOrDefault(one => one.Name == other)?.RatioTo(mine);

    /// <summary>How many times as long as another; null if that one took no part.</summary>
    public static Distribution? TimeAgainst(this Measured mine, IEnumerable<Measured> all, string other) =>
        all.FirstOrDefault(one => one.Name == other) is { } found ? mine.RatioTo(found) : null;
}
