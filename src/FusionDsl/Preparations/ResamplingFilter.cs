namespace FusionDsl.Preparations;

/// <summary>A sinc under a Kaiser window: what a step at a point between old steps takes from each of them.</summary>
internal static class ResamplingFilter
{
    // Steps of the slower rate on either side, and how far down the stop band is: Kaiser's formulas give the width of the slope between
    // the bands and the shape of the window. The slope ends at the slower rate's Nyquist frequency.
    private const int HalfLengthInSlowerSteps = 16;
    private const double Attenuation = 65;                          // 60 and a margin: the formulas are approximations
    private const double Slope = (Attenuation - 7.95) / (14.36 * 2 * HalfLengthInSlowerSteps);     // in cycles per step of the slower rate
    private const double Beta = 0.1102 * (Attenuation - 8.7);
    private const double CutOff = 0.5 - Slope / 2;

    /// <summary>Old steps on either side of a new one that have a weight.</summary>
    public static int HalfLength(double from, double to) => checked((int)Math.Ceiling(HalfLengthInSlowerSteps / Math.Min(1, to / from)));

    /// <summary>Writes the weights of one new step into its column of [taps, steps]. They sum to 1.</summary>
    /// <param name="into">[taps, steps]</param>
    /// <param name="step">The column.</param>
    /// <param name="steps">Columns.</param>
    /// <param name="taps">Rows: old steps of the window.</param>
    /// <param name="position">Where the new step lies, in old steps from the window's beginning.</param>
    /// <param name="from">The old rate.</param>
    /// <param name="to">The new rate.</param>
    public static void Write(Span<float> into, int step, int steps, int taps, double position, double from, double to)
    {
        var slower = Math.Min(1, to / from);                                    // steps of the slower rate per old step
        Span<double> weights = taps <= 1024 ? stackalloc double[taps] : new double[taps];
        var sum = 0.0;
        for (var tap = 0; tap < taps; tap++) sum += weights[tap] = At((tap - position) * slower);
        for (var tap = 0; tap < taps; tap++) into[tap * steps + step] = (float)(weights[tap] / sum);
    }

    private static double At(double distance)
    {
        var fromMiddle = distance / HalfLengthInSlowerSteps;
        // The window ends with a small step: rounding must not decide on which side of it a weight lies.
        if (Math.Abs(fromMiddle) >= 1 - 1e-9) return 0;
        var angle = 2 * Math.PI * CutOff * distance;
        var sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
        return sinc * Bessel(Beta * Math.Sqrt(1 - fromMiddle * fromMiddle));
    }

    // The modified Bessel function of the first kind and order 0, by its series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-17; k++) sum += term *= x / 2 / k * (x / 2 / k);
        return sum;
    }
}

/// <summary>A ratio of rates as a fraction of small integers.</summary>
internal static class Fraction
{
    private const long Most = 1_000_000;

    /// <summary>The first fraction, by continued fractions, that is as good as equal; or the best one of at most seven digits.</summary>
    public static (long Up, long Down) Near(double ratio)
    {
        var (up, down, upBefore, downBefore) = (1L, 0L, 0L, 1L);
        for (var rest = ratio; ;)
        {
            var whole = Math.Floor(rest);
            if (whole > Most || whole * up + upBefore > Most || whole * down + downBefore > Most) break;
            (up, down, upBefore, downBefore) = ((long)whole * up + upBefore, (long)whole * down + downBefore, up, down);
            if (Math.Abs((double)up / down - ratio) <= 1e-10 * ratio || rest == whole) break;
            rest = 1 / (rest - whole);
        }
        return down == 0 || up == 0 ? (Most, 1) : (up, down);
    }
}
