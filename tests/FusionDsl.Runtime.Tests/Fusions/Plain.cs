namespace FusionDsl.Tests.Fusions;

/// <summary>Arithmetic in loops over doubles, to compare with: nothing here knows tensors.</summary>
internal static class Plain
{
    public static double[] Linear(this Weights weights, string name, double[] x)
    {
        var matrix = weights.Matrix(name + ".weight");
        var y = new double[matrix.Length];
        var bias = weights.Has(name + ".bias") ? weights.Vector(name + ".bias") : null;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = bias?[i] ?? 0;
            for (var j = 0; j < x.Length; j++) y[i] += matrix[i][j] * x[j];
        }
        return y;
    }

    /// <summary>P_m h_m: by a matrix where there is one.</summary>
    public static double[] Project(this Weights weights, int operand, double[] h) =>
        weights.Has($"projections.{operand}.weight") ? weights.Linear($"projections.{operand}", h) : h;

    public static double[] Map(double[] x, Func<double, double> f) => [.. x.Select(f)];

    public static double[] Zip(double[] x, double[] y, Func<double, double, double> f)
    {
        Assert.Equal(x.Length, y.Length);
        return [.. x.Zip(y, f)];
    }

    public static double[] Add(double[] x, double[] y) => Zip(x, y, (a, b) => a + b);

    public static double[] Times(double[] x, double factor) => Map(x, a => a * factor);

    public static double Dot(double[] x, double[] y) => Zip(x, y, (a, b) => a * b).Sum();

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double[] Softmax(double[] x)
    {
        var sum = x.Sum(value => Math.Exp(value - x.Max()));
        return Map(x, value => Math.Exp(value - x.Max()) / sum);
    }

    public static double[] Mean(IReadOnlyList<double[]> vectors) => Times(vectors.Aggregate(Add), 1.0 / vectors.Count);

    public static double[] Norm(this Weights weights, string name, double[] x)
    {
        var (scale, shift) = (weights.Vector(name + ".weight"), weights.Vector(name + ".bias"));
        var mean = x.Sum() / x.Length;
        var variance = x.Sum(value => (value - mean) * (value - mean)) / x.Length;
        return [.. x.Select((value, i) => (value - mean) / Math.Sqrt(variance + 1e-5) * scale[i] + shift[i])];
    }

    /// <summary>Multi-head attention of some tokens to others.</summary>
    public static double[][] Attend(this Weights weights, string name, double[][] asking, double[][] asked, int heads)
    {
        var width = asking[0].Length;
        var (all, biases) = (weights.Matrix(name + ".in_proj_weight"), weights.Vector(name + ".in_proj_bias"));
        double[] Part(int part, double[] x)
        {
            var y = new double[width];
            for (var i = 0; i < width; i++)
            {
                y[i] = biases[part * width + i];
                for (var j = 0; j < width; j++) y[i] += all[part * width + i][j] * x[j];
            }
            return y;
        }

        double[][] queries = [.. asking.Select(x => Part(0, x))], keys = [.. asked.Select(x => Part(1, x))], values = [.. asked.Select(x => Part(2, x))];
        var perHead = width / heads;
        return [.. queries.Select(query =>
        {
            var said = new double[width];
            for (var head = 0; head < heads; head++)
            {
                var scores = new double[keys.Length];
                for (var s = 0; s < keys.Length; s++)
                    for (var i = head * perHead; i < (head + 1) * perHead; i++) scores[s] += query[i] * keys[s][i] / Math.Sqrt(perHead);
                var shares = Softmax(scores);
                for (var s = 0; s < keys.Length; s++)
                    for (var i = head * perHead; i < (head + 1) * perHead; i++) said[i] += shares[s] * values[s][i];
            }
            return weights.Linear(name + ".out_proj", said);
        })];
    }

    /// <summary>x + Attention(norm(x)), then x + Dense(gelu(Dense(norm(x)))).</summary>
    public static double[][] Block(this Weights weights, string name, double[][] tokens, int heads)
    {
        double[][] calm = [.. tokens.Select(x => weights.Norm(name + ".norm1", x))];
        return weights.Think(name, Add(tokens, weights.Attend(name + ".self_attn", calm, calm, heads)));
    }

    /// <summary>x + Attention(norm(x), norm(y)), then x + Dense(gelu(Dense(norm(x)))).</summary>
    public static double[][] CrossBlock(this Weights weights, string name, double[][] asking, double[][] asked, int heads) => weights.Think(name, Add(asking,
        weights.Attend(name + ".multihead_attn",
            [.. asking.Select(x => weights.Norm(name + ".norm1", x))], [.. asked.Select(x => weights.Norm(name + ".norm_memory", x))], heads)));

    private static double[][] Think(this Weights weights, string name, double[][] tokens) => [.. tokens.Select(x =>
        Add(x, weights.Linear(name + ".linear2", Map(weights.Linear(name + ".linear1", weights.Norm(name + ".norm2", x)), Gelu))))];

    private static double[][] Add(double[][] x, double[][] y) => [.. x.Zip(y, Add)];

    private static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    // The error function by its series, which is exact to a double for the small numbers of a test.
    private static double Erf(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
