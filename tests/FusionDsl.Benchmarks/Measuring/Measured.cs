using MathNet.Numerics.Statistics;

namespace FusionDsl.Benchmarks.Measuring;

/// <summary>The time per unit of work of one contestant.</summary>
/// <param name="Name">The contestant.</param>
/// <param name="SecondsPerUnit">One number per round, in the order of the rounds.</param>
internal sealed record Measured(string Name, IReadOnlyList<double> SecondsPerUnit)
{
    public Distribution Seconds => Distribution.Of(SecondsPerUnit);

    /// <summary>How many times as long as another contestant: compared within each round, in which the machine was the same for both.</summary>
    public Distribution RatioTo(Measured other) => Distribution.Of([.. SecondsPerUnit.Zip(other.SecondsPerUnit, (mine, theirs) => mine / theirs)]);
}

/// <summary>A summary of some numbers.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Spread">The middle half of them, as a part of the median.</param>
internal sealed record Distribution(double Median, double Min, double Max, double Spread)
{
    public static Distribution Of(IReadOnlyList<double> values)
    {
        var median = values.Median();
        return new(median, values.Min(), values.Max(), (values.UpperQuartile() - values.LowerQuartile()) / median);
    }
}
