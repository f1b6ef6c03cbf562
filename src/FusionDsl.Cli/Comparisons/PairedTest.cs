using MathNet.Numerics.Distributions;

namespace FusionDsl.Cli.Comparisons;

/// <summary>Whether two variants differ by more than the luck of their seeds: Student's t-test on the differences of equal seeds.</summary>
internal static class PairedTest
{
    /// <summary>Differences whose probability by chance is not below this are noise.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// The probability that differences as large as these come about though there is none, two-sided:
    /// t = mean / (s / √n) with n − 1 degrees of freedom. NaN for fewer than two seeds.
    /// </summary>
    /// <param name="one">By seed.</param>
    /// <param name="other">By the same seeds.</param>
    public static double Probability(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        List<double> differences = [.. one.Zip(other, (a, b) => a - b)];
        if (differences.Count < 2 || differences.Exists(double.IsNaN)) return double.NaN;
        var (mean, deviation) = Moments(differences);
        // Where all seeds differ by the same, up to rounding, there is no luck in it; where they are equal, no difference.
        if (deviation <= 1e-12) return Math.Abs(mean) <= 1e-12 ? 1 : 0;
        var t = mean / (deviation / Math.Sqrt(differences.Count));
        return 2 * StudentT.CDF(0, 1, differences.Count - 1, -Math.Abs(t));
    }

    /// <summary>Mean, and standard deviation with n − 1; NaN for a single value.</summary>
    public static (double Mean, double Deviation) Moments(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Count < 2 ? double.NaN : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
