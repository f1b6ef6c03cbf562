namespace Families;

/// <summary>
/// How well anybody can do who knows how the data were made: the accuracy of Bayes' rule, as a share of all rows there could be.
/// </summary>
public static class Best
{
    /// <summary>The left sensor: means 1 to either side, in standard deviations of its noise.</summary>
    public static double Left => Phi(1);

    /// <summary>The right sensor: means 0.75 to either side.</summary>
    public static double Right => Phi(0.75);

    /// <summary>Both: two sensors whose noise is independent are one whose distances add as those of a right angle.</summary>
    public static double BothSensors => Phi(Math.Sqrt((1 * 1) + (0.75 * 0.75)));

    /// <summary>Both, where three rows in ten have nothing from the left one.</summary>
    public static double SensorsWithGaps => (0.7 * BothSensors) + (0.3 * Right);

    /// <summary>Vibration and current: right where both directions are seen rightly, or both wrongly.</summary>
    public static double Pair
    {
        get
        {
            var right = Phi(1.75);
            return (right * right) + ((1 - right) * (1 - right));
        }
    }

    /// <summary>The strain alone: means 0.6 and 0.8 to either side along two axes.</summary>
    public static double Strain => Phi(Math.Sqrt((0.6 * 0.6) + (0.8 * 0.8)));

    /// <summary>
    /// The pair and the strain. Let the motor turn forward. A signal that swings one way, seen at x with x ~ N(1.75, 1), has the log odds 2 · 1.75 x,
    /// and the pair has 2 artanh(tanh(1.75 x₁) tanh(1.75 x₂)); the strain's log odds are distributed as N(2, 2²). Their sum is above 0 with the
    /// probability Φ(1 + pair / 2), of which this is the mean over both x.
    /// </summary>
    public static double AllSignals
    {
        get
        {
            const double step = 0.05, distance = 1.75;
            var sum = 0.0;
            for (var first = -6.0; first <= 6; first += step)
            {
                for (var second = -6.0; second <= 6; second += step)
                {
                    var pair = 2 * Math.Atanh(Math.Tanh(distance * (distance + first)) * Math.Tanh(distance * (distance + second)) * (1 - 1e-15));
                    sum += Math.Exp(-((first * first) + (second * second)) / 2) / (2 * Math.PI) * Phi(1 + (pair / 2)) * step * step;
                }
            }
            return sum;
        }
    }

    /// <summary>The standard normal distribution: the integral of its density, by Simpson's rule.</summary>
    private static double Phi(double x)
    {
        const int pieces = 200;
        var end = Math.Min(Math.Abs(x), 9);
        var sum = 0.0;
        for (var i = 0; i <= pieces; i++)
        {
            var at = end * i / pieces;
            sum += Math.Exp(-at * at / 2) * (i is 0 or pieces ? 1 : i % 2 == 0 ? 2 : 4);
        }
        var half = sum * end / pieces / 3 / Math.Sqrt(2 * Math.PI);
        return x < 0 ? 0.5 - half : 0.5 + half;
    }
}
