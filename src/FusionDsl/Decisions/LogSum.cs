namespace FusionDsl.Decisions;

/// <summary>log Σ exp, for one sample.</summary>
internal static class LogSum
{
    /// <summary>For every class: log Σ_m exp(said_m + weight_m).</summary>
    /// <param name="said">[heads, classes]</param>
    /// <param name="merged">[classes]; is overwritten.</param>
    /// <param name="logWeight">By head; −∞ for one that does not count.</param>
    public static void OverHeads(ReadOnlySpan<float> said, Span<float> merged, Func<int, double> logWeight)
    {
        for (var i = 0; i < merged.Length; i++)
        {
            var sum = double.NegativeInfinity;
            for (var (head, at) = (0, i); at < said.Length; head++, at += merged.Length) sum = Of(sum, said[at] + logWeight(head));
            merged[i] = (float)sum;
        }
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    public static double Of(double a, double b)
    {
        var (least, most) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(least) ? most : most + Math.Log(1 + Math.Exp(least - most));
    }

    /// <summary>Takes log Σ exp from every number: what is left are logarithms of probabilities.</summary>
    public static void Normalize(Span<float> scores)
    {
        var sum = double.NegativeInfinity;
        foreach (var score in scores) sum = Of(sum, score);
        foreach (ref var score in scores) score = (float)(score - sum);
    }
}
