namespace FusionDsl.Decisions;

/// <summary>
/// The proportions of a mixture whose parts are known: w on the simplex that makes Σ log Σ_m w_m p_m largest. Concave, so the steps of
/// expectation and maximization (Dempster, Laird and Rubin, 1977) reach the best from the middle.
/// </summary>
internal static class MixtureProportions
{
    private const int MostSteps = 2_000;

    // In nats per row: further steps could gain no more than this.
    private const double Enough = 1e-7;

    /// <param name="logLikelihoods">[rows][parts]: what each part gives the truth.</param>
    public static double[] Of(double[][] logLikelihoods)
    {
        var parts = logLikelihoods[0].Length;
        // Relative to the largest of its row: only ratios count, and none is lost where all are small.
        double[][] likelihoods = [.. logLikelihoods.Select(Relative)];
        double[] weights = [.. Enumerable.Repeat(1.0 / parts, parts)];
        var gains = new double[parts];
        for (var step = 0; step < MostSteps; step++)
        {
            Array.Clear(gains);
            foreach (var row in likelihoods)
            {
                var sum = 0.0;
                for (var m = 0; m < parts; m++) sum += weights[m] * row[m];
                for (var m = 0; m < parts; m++) gains[m] += row[m] / sum;
            }
            // At the best weights every part that counts has the gain 1, and no other has more.
            if (gains.Max() / likelihoods.Length <= 1 + Enough) break;
            for (var m = 0; m < parts; m++) weights[m] *= gains[m] / likelihoods.Length;
        }
        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }

    private static double[] Relative(double[] logs)
    {
        var most = logs.Max();
        return Array.ConvertAll(logs, value => Math.Exp(value - most));
    }
}
