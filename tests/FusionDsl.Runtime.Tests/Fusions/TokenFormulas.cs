using static FusionDsl.Tests.Fusions.Plain;

namespace FusionDsl.Tests.Fusions;

/// <summary>The operators on tokens, for one sample: h[m][t] is token t of operand m.</summary>
internal static class TokenFormulas
{
    public static double[] CrossAttention(Weights w, double[][][] h, int heads)
    {
        var x = Projected(w, h);
        return [.. x.SelectMany((own, i) =>
        {
            double[][] others = [.. x.Where((_, j) => j != i).SelectMany(tokens => tokens)];
            var attended = w.Attend($"attentions.{i}", own, others, heads);
            return Mean([.. own.Select((token, t) => w.Norm($"norms.{i}", Add(token, attended[t])))]);
        })];
    }

    public static double[] MulT(Weights w, double[][][] h, int heads, int depth)
    {
        var x = Projected(w, h);
        return [.. x.SelectMany((own, i) =>
        {
            double[][][] others = [.. x.Where((_, j) => j != i)];
            double[][][] learned = [.. others.Select((other, j) =>
            {
                var tokens = own;
                for (var l = 0; l < depth; l++) tokens = w.CrossBlock($"pairs.{i}.{j}.layers.{l}", tokens, other, heads);
                return tokens.Select(token => w.Norm($"pairs.{i}.{j}.norm", token)).ToArray();
            })];
            double[][] joined = [.. own.Select((_, t) => learned.SelectMany(tokens => tokens[t]).ToArray())];
            for (var l = 0; l < depth; l++) joined = w.Block($"branches.{i}.layers.{l}", joined, heads);
            return Mean([.. joined.Select(token => w.Norm($"branches.{i}.norm", token))]);
        })];
    }

    public static double[] TokenTransformer(Weights w, double[][][] h, int heads, int depth)
    {
        double[][] all = [w.Vector("first"), .. Marked(w, h)];
        for (var l = 0; l < depth; l++) all = w.Block($"layers.{l}", all, heads);
        return w.Norm("norm", all[0]);
    }

    public static double[] Bottleneck(Weights w, double[][][] h, int heads, int depth)
    {
        var (x, shared) = (Projected(w, h), w.Matrix("shared"));
        for (var l = 0; l < depth; l++)
        {
            double[][][] seen = [.. x.Select((own, m) => w.Block($"layers.{l}.{m}", [.. own, .. shared], heads))];
            double[][] next = [.. shared.Select((_, b) => Mean([.. seen.Select((tokens, m) => tokens[x[m].Length + b])]))];
            x = [.. seen.Select((tokens, m) => tokens[..x[m].Length])];
            shared = next;
        }
        return w.Norm("norm", Mean(shared));
    }

    public static double[] Perceiver(Weights w, double[][][] h, int heads, int depth)
    {
        var latents = w.CrossBlock("look", w.Matrix("latents"), Marked(w, h), heads);
        for (var l = 0; l < depth; l++) latents = w.Block($"layers.{l}", latents, heads);
        return w.Norm("norm", Mean(latents));
    }

    private static double[][][] Projected(Weights w, double[][][] h) => [.. h.Select((tokens, m) => tokens.Select(token => w.Project(m, token)).ToArray())];

    private static double[][] Marked(Weights w, double[][][] h)
    {
        var marks = w.Matrix("marks");
        return [.. Projected(w, h).SelectMany((tokens, m) => tokens.Select(token => Add(token, marks[m])))];
    }
}
