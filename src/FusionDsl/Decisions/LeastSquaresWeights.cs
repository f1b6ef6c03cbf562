namespace FusionDsl.Decisions;

/// <summary>
/// The weights on the simplex with the smallest squared error. As the weights' sum is 1, the error of the mean is the mean of the errors:
/// wᵀEw with E = mean of e eᵀ, which is convex. Weight goes from one head to another, as far as it helps, until none does.
/// </summary>
internal static class LeastSquaresWeights
{
    private const int MostRounds = 10_000;
    private const double Enough = 1e-12;

    /// <param name="errors">[numbers][heads]: prediction − target.</param>
    public static double[] Of(double[][] errors)
    {
        var heads = errors[0].Length;
        var products = new double[heads, heads];
        foreach (var row in errors)
            for (var i = 0; i < heads; i++)
                for (var j = 0; j < heads; j++) products[i, j] += row[i] * row[j] / errors.Length;

        double[] weights = [.. Enumerable.Repeat(1.0 / heads, heads)];
        for (var round = 0; round < MostRounds; round++)
        {
            var most = 0.0;
            for (var i = 0; i < heads; i++)
                for (var j = i + 1; j < heads; j++) most = Math.Max(most, Math.Abs(Exchange(products, weights, i, j)));
            if (most < Enough) break;
        }
        return weights;
    }

    // Along w_i + t, w_j − t the error is a parabola.
    private static double Exchange(double[,] products, double[] weights, int i, int j)
    {
        var curvature = products[i, i] + products[j, j] - 2 * products[i, j];
        if (curvature <= 0) return 0;
        var slope = 0.0;
        for (var k = 0; k < weights.Length; k++) slope += (products[i, k] - products[j, k]) * weights[k];
        var step = Math.Clamp(-slope / curvature, -weights[i], weights[j]);
        weights[i] += step;
        weights[j] -= step;
        return step;
    }
}
