using static FusionDsl.Tests.Fusions.Plain;

namespace FusionDsl.Tests.Fusions;

/// <summary>The operators on features, for one sample: h[m] is operand m.</summary>
internal static class FeatureFormulas
{
    public static double[] Sum(Weights w, double[][] h) => Projected(w, h).Aggregate(Add);

    public static double[] Mean(Weights w, double[][] h) => Plain.Mean(Projected(w, h));

    public static double[] Max(Weights w, double[][] h) => Projected(w, h).Aggregate((a, b) => Zip(a, b, Math.Max));

    public static double[] Min(Weights w, double[][] h) => Projected(w, h).Aggregate((a, b) => Zip(a, b, Math.Min));

    public static double[] Product(Weights w, double[][] h) => Projected(w, h).Aggregate((a, b) => Zip(a, b, (x, y) => x * y));

    public static double[] WeightedSum(Weights w, double[][] h)
    {
        var shares = Softmax(w.Vector("weights"));
        return Projected(w, h).Select((x, m) => Times(x, shares[m])).Aggregate(Add);
    }

    public static double[] ReliableSum(Weights w, double[][] h) =>
        Projected(w, h).Select((x, m) => Times(x, w.Vector("reliability")[m])).Aggregate(Add);

    public static double[] AttentionSum(Weights w, double[][] h)
    {
        var shares = Softmax(w.Linear("attention", Joined(h)));
        return Projected(w, h).Select((x, m) => Times(x, shares[m])).Aggregate(Add);
    }

    public static double[] Gated(Weights w, double[][] h)
    {
        double[][] branches = [.. h.Select((x, m) => Map(w.Linear($"branches.{m}", x), Math.Tanh))];
        var (gates, width) = (w.Linear("gate", Joined(h)), branches[0].Length);
        var result = new double[width];
        for (var i = 0; i < width; i++)
        {
            var share = h.Length == 2
                ? [Sigmoid(gates[i]), 1 - Sigmoid(gates[i])] : Softmax([.. Enumerable.Range(0, h.Length).Select(m => gates[m * width + i])]);
            for (var m = 0; m < h.Length; m++) result[i] += share[m] * branches[m][i];
        }
        return result;
    }

    // W(σ(U g) ⊙ V h)
    public static double[] GatedBimodal(Weights w, double[][] h) =>
        w.Linear("out", Zip(Map(w.Linear("gate", h[1]), Sigmoid), w.Linear("value", h[0]), (open, value) => open * value));

    // u_i = P_i h_i + tanh(g_i) ⊙ W_i[P_j h_j]
    public static double[] GatedResidual(Weights w, double[][] h)
    {
        var (x, gates) = (Projected(w, h), w.Matrix("gates"));
        return Joined([.. x.Select((own, i) =>
            Add(own, Zip(Map(gates[i], Math.Tanh), w.Linear($"others.{i}", Joined([.. x.Where((_, j) => j != i)])), (open, other) => open * other)))]);
    }

    // h_2ᵀ 𝕎 h_1 + U h_2 + V h_1 + b
    public static double[] Bilinear(Weights w, double[][] h)
    {
        var (products, rest) = (w.Matrix("products"), Add(w.Linear("first", h[0]), w.Linear("second", h[1])));
        for (var k = 0; k < rest.Length; k++)
            for (var j = 0; j < h[1].Length; j++)
                for (var i = 0; i < h[0].Length; i++) rest[k] += h[1][j] * products[k * h[1].Length + j][i] * h[0][i];
        return rest;
    }

    public static double[] TensorFusion(Weights w, double[][] h)
    {
        double[] result = [1];
        foreach (var x in h) result = [.. result.SelectMany(a => new[] { 1.0 }.Concat(x).Select(b => a * b))];
        return result;
    }

    // Σ_r ⊙_m F_m^(r) [1; h_m]
    public static double[] LowRankFusion(Weights w, double[][] h, int rank)
    {
        double[][] factors = [.. h.Select((x, m) => w.Linear($"factors.{m}", x))];
        var result = new double[factors[0].Length / rank];
        for (var r = 0; r < rank; r++)
            for (var i = 0; i < result.Length; i++) result[i] += factors.Aggregate(1.0, (product, factor) => product * factor[r * result.Length + i]);
        return result;
    }

    public static double[] Comparator(Weights w, double[][] h)
    {
        var e = Projected(w, h);
        return [Dot(e[0], e[1]), .. Zip(e[0], e[1], (a, b) => a * b), .. Zip(e[0], e[1], (a, b) => Math.Abs(a - b)), Dot(e[0], w.Linear("metric", e[1]))];
    }

    public static double[] DeepSets(Weights w, double[][] h)
    {
        var factors = w.Vector("factors");
        var sum = Projected(w, h).Select((x, m) => Times(x, factors[m])).Aggregate(Add);
        return w.Linear("linear2", Map(w.Linear("linear1", sum), Relu));
    }

    // f_l = mean_m H_m^l(f_{l−1})
    public static double[] DeepFusion(Weights w, double[][] h, int depth)
    {
        var fused = Plain.Mean(Projected(w, h));
        for (var l = 0; l < depth; l++) fused = Plain.Mean([.. h.Select((_, m) => Map(w.Linear($"layers.{l}.{m}", fused), Relu))]);
        return fused;
    }

    // Λ = I + Σ Λ_m; μ = Λ⁻¹ Σ Λ_m μ_m
    public static double[] ProductOfExperts(Weights w, double[][] h)
    {
        double[][] means = [.. h.Select((x, m) => w.Linear($"means.{m}", x))];
        double[][] precisions = [.. h.Select((x, m) => Map(w.Linear($"precisions.{m}", x), value => Math.Log(1 + Math.Exp(value))))];
        return [.. means[0].Select((_, i) => h.Select((_, m) => precisions[m][i] * means[m][i]).Sum() / (1 + h.Select((_, m) => precisions[m][i]).Sum()))];
    }

    // Dempster's rule as it is published, one branch after the other.
    public static double[] Evidential(Weights w, double[][] h)
    {
        var classes = h[0].Length;
        var (beliefs, uncertainty) = Opinion(h[0]);
        foreach (var (b, u) in h.Skip(1).Select(Opinion))
        {
            var conflict = 0.0;
            for (var i = 0; i < classes; i++)
                for (var j = 0; j < classes; j++)
                    if (i != j) conflict += beliefs[i] * b[j];
            beliefs = [.. beliefs.Select((belief, i) => (belief * b[i] + belief * u + b[i] * uncertainty) / (1 - conflict))];
            uncertainty = uncertainty * u / (1 - conflict);
        }
        var strength = classes / uncertainty;
        return [.. beliefs.Select(belief => Math.Log(belief * strength + 1))];

        static (double[] Beliefs, double Uncertainty) Opinion(double[] x)
        {
            var evidence = Map(x, Relu);
            var strength = evidence.Sum(e => e + 1);
            return (Times(evidence, 1 / strength), x.Length / strength);
        }
    }

    private static double Relu(double x) => Math.Max(0, x);

    private static double[][] Projected(Weights w, double[][] h) => [.. h.Select((x, m) => w.Project(m, x))];

    private static double[] Joined(double[][] h) => [.. h.SelectMany(x => x)];
}
