using FusionDsl.Fusions;
using FusionDsl.Training;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

/// <summary>Every operator with all that makes it compute differently: two and three operands, with and without projections, several heads and blocks.</summary>
internal static class FusionCases
{
    public static IReadOnlyDictionary<string, FusionCase> All { get; } = new Dictionary<string, FusionCase>
    {
        ["Sum"] = Features<Sum>([3, 5, 4], () => new Sum([3, 5, 4], 5), FeatureFormulas.Sum),
        ["Sum of equals"] = Function<Sum>([[4], [4], [4]], Sum.Of, FeatureFormulas.Sum) with { IsSymmetric = true },
        ["Sum of series"] = Pointwise<Sum>(Sum.Of, FeatureFormulas.Sum, [3, 5]),
        ["Mean"] = Features<Mean>([3, 5, 4], () => new Mean([3, 5, 4], 6), FeatureFormulas.Mean),
        ["Mean of equals"] = Function<Mean>([[4], [4], [4]], Mean.Of, FeatureFormulas.Mean) with { IsSymmetric = true },
        ["Mean of images"] = Pointwise<Mean>(Mean.Of, FeatureFormulas.Mean, [2, 3, 4]),
        ["Max"] = Features<Max>([3, 5, 4], () => new Max([3, 5, 4], 4), FeatureFormulas.Max),
        ["Max of equals"] = Function<Max>([[4], [4], [4]], Max.Of, FeatureFormulas.Max) with { IsSymmetric = true },
        ["Max of series"] = Pointwise<Max>(Max.Of, FeatureFormulas.Max, [3, 5]),
        ["Min"] = Features<Min>([3, 5], () => new Min([3, 5], 5), FeatureFormulas.Min),
        ["Min of equals"] = Function<Min>([[4], [4], [4]], Min.Of, FeatureFormulas.Min) with { IsSymmetric = true },
        ["Product"] = Features<Product>([3, 5, 4], () => new Product([3, 5, 4], 5), FeatureFormulas.Product),
        ["Product of equals"] = Function<Product>([[4], [4], [4]], Product.Of, FeatureFormulas.Product) with { IsSymmetric = true },
        ["ReliableSum"] = Features<ReliableSum>([3, 5, 5], () => Judged(new ReliableSum([3, 5, 5], 5), 0.6, -0.2, 0.2), FeatureFormulas.ReliableSum),
        ["WeightedSum"] = Features<WeightedSum>([3, 5, 5], () => new WeightedSum([3, 5, 5], 5), FeatureFormulas.WeightedSum),
        ["AttentionSum"] = Features<AttentionSum>([3, 5, 4], () => new AttentionSum([3, 5, 4], 4), FeatureFormulas.AttentionSum),
        ["Gated of two"] = Features<Gated>([3, 5], () => new Gated([3, 5], 4), FeatureFormulas.Gated),
        ["Gated of three"] = Features<Gated>([3, 5, 4], () => new Gated([3, 5, 4], 5), FeatureFormulas.Gated),
        ["GatedBimodal"] = Features<GatedBimodal>([3, 5], () => new GatedBimodal([3, 5], 4), FeatureFormulas.GatedBimodal),
        ["GatedResidual"] = Features<GatedResidual>([3, 5, 4], () => new GatedResidual([3, 5, 4], 4), FeatureFormulas.GatedResidual),
        ["Film of features"] = Film([4]),
        ["Film of a series"] = Film([4, 3]),
        ["Film of an image"] = Film([4, 3, 2]),
        ["Bilinear"] = Features<Bilinear>([3, 5], () => new Bilinear([3, 5], 4), FeatureFormulas.Bilinear),
        ["TensorFusion"] = Function(typeof(TensorFusion), [[3], [2], [4]], TensorFusion.Of, FeatureFormulas.TensorFusion),
        ["LowRankFusion"] = Features<LowRankFusion>([3, 2, 4], () => new LowRankFusion([3, 2, 4], 5, 3), (w, h) => FeatureFormulas.LowRankFusion(w, h, 3)),
        ["Comparator"] = Features<Comparator>([3, 5], () => new Comparator([3, 5], 5), FeatureFormulas.Comparator),
        ["DeepSets"] = Features<DeepSets>([3, 5, 4], () => new DeepSets([3, 5, 4], 4, 7), FeatureFormulas.DeepSets),
        ["DeepFusion"] = Features<DeepFusion>([3, 5, 4], () => new DeepFusion([3, 5, 4], 5, 2), (w, h) => FeatureFormulas.DeepFusion(w, h, 2)),
        ["Evidential"] = Function(typeof(Evidential), [[4], [4], [4]], Evidential.Of, FeatureFormulas.Evidential) with { IsSymmetric = true },
        ["ProductOfExperts"] = Features<ProductOfExperts>([3, 5, 4], () => new ProductOfExperts([3, 5, 4], 4), FeatureFormulas.ProductOfExperts),
        ["CrossAttention"] = Tokens<CrossAttention>([[4, 5], [6], [3, 4]], () => new([4, 6, 3], 6, 2, 0), (w, h) => TokenFormulas.CrossAttention(w, h, 2)),
        ["CrossAttention of two"] = Tokens<CrossAttention>([[6, 5], [6, 2]], () => new([6, 6], 6, 3, 0), (w, h) => TokenFormulas.CrossAttention(w, h, 3)),
        ["MulT"] = Tokens<MulT>([[4, 5], [3, 2], [6, 3]], () => new([4, 3, 6], 6, 2, 2, 0), (w, h) => TokenFormulas.MulT(w, h, 2, 2)),
        ["MulT of two"] = Tokens<MulT>([[4, 5], [4, 2]], () => new([4, 4], 4, 2, 1, 0), (w, h) => TokenFormulas.MulT(w, h, 2, 1)),
        ["TokenTransformer"] = Tokens<TokenTransformer>([[4, 5], [6]], () => new([4, 6], 6, 2, 2, 0), (w, h) => TokenFormulas.TokenTransformer(w, h, 2, 2)),
        ["TokenTransformer of features"] = Tokens<TokenTransformer>([[4], [4], [3]], () => new([4, 4, 3], 4, 1, 1, 0), (w, h) => TokenFormulas.TokenTransformer(w, h, 1, 1)),
        ["Bottleneck"] = Tokens<Bottleneck>([[4, 5], [6], [3, 2]], () => new([4, 6, 3], 6, 2, 3, 2, 0), (w, h) => TokenFormulas.Bottleneck(w, h, 2, 3)),
        ["Bottleneck of one token"] = Tokens<Bottleneck>([[4], [4, 3]], () => new([4, 4], 4, 1, 1, 1, 0), (w, h) => TokenFormulas.Bottleneck(w, h, 1, 1)),
        ["Perceiver"] = Tokens<Perceiver>([[4, 5], [6], [3, 2]], () => new([4, 6, 3], 6, 2, 2, 3, 0), (w, h) => TokenFormulas.Perceiver(w, h, 2, 2)),
    };

    private static FusionCase Features<T>(long[] widths, Func<FusionModule> make, Func<Weights, double[][], double[]> formula) =>
        new(typeof(T), [.. widths.Select(width => new[] { width })], make, null, (w, h) => formula(w, [.. h.Select(tokens => tokens[0])]));

    private static ReliableSum Judged(ReliableSum sum, params double[] skills)
    {
        sum.Judge(new Scores([.. skills.Select((skill, m) => new RegressionScore($"{m}", 0, 0, 0, R2: skill))]), [.. skills.Select((_, m) => $"{m}")]);
        return sum;
    }

    private static FusionCase Tokens<T>(long[][] shapes, Func<T> make, Func<Weights, double[][][], double[]> formula) where T : FusionModule =>
        new(typeof(T), shapes, make, null, formula);

    private static FusionCase Function<T>(long[][] shapes, Func<Tensor[], Tensor> function, Func<Weights, double[][], double[]> formula) =>
        Function(typeof(T), shapes, function, formula);

    private static FusionCase Function(Type type, long[][] shapes, Func<Tensor[], Tensor> function, Func<Weights, double[][], double[]> formula) =>
        new(type, shapes, null, function, (w, h) => formula(w, [.. h.Select(tokens => tokens[0])]));

    // Number by number, whatever the axes mean.
    private static FusionCase Pointwise<T>(Func<Tensor[], Tensor> function, Func<Weights, double[][], double[]> formula, long[] shape) =>
        new(typeof(T), [shape, shape], null, function, (w, h) => formula(w, [.. h.Select(Flat)])) { Result = shape, IsSymmetric = true };

    // γ(c) ⊙ h + β(c), where the first axis of h is its channels.
    private static FusionCase Film(long[] shape) => new(typeof(Film), [shape, [3]], () => new Film([4, 3]), null, (w, h) =>
    {
        var (gamma, beta) = (w.Linear("gamma", h[1][0]), w.Linear("beta", h[1][0]));
        var values = Flat(h[0]);
        var perChannel = values.Length / 4;
        return [.. values.Select((value, i) => gamma[i / perChannel] * value + beta[i / perChannel])];
    }) { Result = shape };

    /// <summary>The numbers of [channel, …] in their order in memory, from tokens of channels.</summary>
    private static double[] Flat(double[][] tokens) => [.. Enumerable.Range(0, tokens[0].Length).SelectMany(channel => tokens.Select(token => token[channel]))];
}
