namespace FusionDsl.Decisions;

/// <summary>
/// The minimum of a smooth convex function (limited-memory BFGS: Liu and Nocedal, 1989). Written out because libtorch's has no line
/// search within reach, and without one it may leave the valley.
/// </summary>
internal static class Lbfgs
{
    private const int Remembered = 10, MostSteps = 500, MostHalvings = 40;
    private const double SmallestGradient = 1e-8, SufficientDecrease = 1e-4;

    /// <param name="start">Where it begins; not changed.</param>
    /// <param name="function">Gives the value at a point and fills the gradient.</param>
    public static double[] Minimize(double[] start, Func<double[], double[], double> function)
    {
        var (at, gradient) = ((double[])start.Clone(), new double[start.Length]);
        var value = function(at, gradient);
        var steps = new List<(double[] Move, double[] Change, double Scale)>();
        for (var step = 0; step < MostSteps && gradient.Max(Math.Abs) > SmallestGradient; step++)
        {
            var direction = Direction(gradient, steps);
            var slope = Dot(direction, gradient);
            double[] next = at, nextGradient = gradient;
            var (nextValue, length) = (value, steps.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1.0);
            for (var halvings = 0; ; halvings++, length /= 2)
            {
                // Where no step gets lower any more, rounding is all that is left.
                if (halvings == MostHalvings) return at;
                next = [.. at.Select((x, i) => x + length * direction[i])];
                nextGradient = new double[at.Length];
                nextValue = function(next, nextGradient);
                if (nextValue <= value + SufficientDecrease * length * slope) break;
            }
            double[] move = [.. next.Select((x, i) => x - at[i])], change = [.. nextGradient.Select((g, i) => g - gradient[i])];
            if (Dot(move, change) is > 1e-300 and var curvature)
            {
                steps.Add((move, change, 1 / curvature));
                if (steps.Count > Remembered) steps.RemoveAt(0);
            }
            (at, gradient, value) = (next, nextGradient, nextValue);
        }
        return at;
    }

    // −H · gradient, where H is the inverse of the curvature as far as the last steps have shown it.
    private static double[] Direction(double[] gradient, List<(double[] Move, double[] Change, double Scale)> steps)
    {
        var direction = Array.ConvertAll(gradient, value => -value);
        if (steps.Count == 0) return direction;
        var factors = new double[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            factors[i] = steps[i].Scale * Dot(steps[i].Move, direction);
            Add(direction, steps[i].Change, -factors[i]);
        }
        var (_, last, scale) = steps[^1];
        var size = 1 / (scale * Dot(last, last));
        for (var i = 0; i < direction.Length; i++) direction[i] *= size;
        for (var i = 0; i < steps.Count; i++) Add(direction, steps[i].Move, factors[i] - steps[i].Scale * Dot(steps[i].Change, direction));
        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++) to[i] += times * what[i];
    }
}
