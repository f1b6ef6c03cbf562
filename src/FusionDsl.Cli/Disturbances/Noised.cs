using System.Globalization;
using FusionDsl.Data;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Disturbances;

/// <summary>
/// The sensor is noisy. Numbers: x + σ · s · n, where n is standard normal and s the standard deviation of that feature or channel over the
/// training rows (Σ(x − mean)² / n under the root), before all preparations. Tokens: each is replaced, with probability σ, by one drawn from
/// the whole vocabulary.
/// </summary>
/// <param name="Sigma">Above 0; for tokens at most 1.</param>
/// <param name="Vocabulary">Of tokens; null: the modality is numbers.</param>
internal sealed record Noised(string Modality, double Sigma, int? Vocabulary) : Disturbance(Modality)
{
    private const int RowsAtOnce = 4096;

    public override string Kind => "noised";

    public override string Title => string.Create(CultureInfo.InvariantCulture, $"{Modality} noised σ={Sigma}");

    public override (string Node, Table Table) Of(DisturbedRows rows)
    {
        using var random = rows.RandomFor(Modality);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var table = rows.Test[Modality];
        var values = table.Values.clone();
        if (Vocabulary is { } vocabulary)
        {
            var isBroken = rand(values.shape, generator: random).lt(Sigma);
            var others = randint(0, vocabulary, values.shape, dtype: values.dtype, generator: random);
            return (Modality, new(where(isBroken, others, values).contiguous()));
        }
        using var present = rows.Train.Present(Modality);
        var deviation = Deviation(present).to(values.dtype);
        var noise = randn(values.shape, dtype: values.dtype, generator: random);
        var size = deviation.mul_(Sigma).view([1, -1, .. Enumerable.Repeat(1L, (int)values.dim() - 2)]);
        return (Modality, new(values.add_(noise.mul_(size))));
    }

    /// <summary>[width] float64: the standard deviation of every feature or channel, axis 1.</summary>
    internal static Tensor Deviation(Table table)
    {
        var axes = Enumerable.Range(0, table.RowShape.Length + 1).Where(axis => axis != 1).Select(axis => (long)axis).ToArray();
        long[] aligned = [1, -1, .. Enumerable.Repeat(1L, table.RowShape.Length - 1)];
        var mean = Mean(values => values);
        return Mean(values => (values - mean.view(aligned)).square()).sqrt();

        Tensor Mean(Func<Tensor, Tensor> value)
        {
            var sum = zeros(table.RowShape[0], dtype: ScalarType.Float64);
            foreach (var slice in table.Slices(RowsAtOnce))
            {
                using var scope = NewDisposeScope();
                sum.add_(value(slice.to(ScalarType.Float64)).sum(axes));
            }
            var perFeature = (double)table.Count;
            foreach (var extent in table.RowShape[1..]) perFeature *= extent;
            return sum.div_(perFeature);
        }
    }
}
