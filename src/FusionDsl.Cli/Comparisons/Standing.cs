namespace FusionDsl.Cli.Comparisons;

/// <summary>How the variants stand for one head.</summary>
/// <param name="Head">Its name.</param>
/// <param name="Metric">What decides: accuracy, or r2 of a regression; the greater the better.</param>
/// <param name="Second">The metric beside it: macroF1 or rmse.</param>
/// <param name="Rows">In the order of the variants.</param>
/// <param name="Majority">The accuracy of always saying the most frequent class; null for a regression.</param>
internal sealed record Standing(string Head, string Metric, string Second, IReadOnlyList<StandingRow> Rows, double? Majority)
{
    /// <summary>Compares what is finished.</summary>
    /// <param name="head">A head of the spec.</param>
    /// <param name="results">By variant, a result for every seed; at least one.</param>
    public static Standing Of(string head, IReadOnlyList<VariantResult> results)
    {
        var known = results[0].Seeds[0].Conditions[0].Heads[head];
        var (metric, second) = known.ContainsKey("accuracy") ? ("accuracy", "macroF1") : ("r2", "rmse");
        var rows = results.Select(result => new StandingRow(
            result.Variant.Name, result.Values(head, metric), result.Values(head, second), result.Seeds[0].Parameters,
            [.. result.Seeds.Select(seed => seed.Seconds)], Rank.Unknown, double.NaN)).ToList();
        var best = rows.MaxBy(row => double.IsNaN(row.Mean) ? double.NegativeInfinity : row.Mean)!;
        var majority = results.SelectMany(result => result.Seeds)
            .Select(seed => seed.Majority.TryGetValue(head, out var value) ? value : (double?)null)
            .FirstOrDefault(value => value is not null);
        return new(head, metric, second, [.. rows.Select(row => row.Against(best))], majority);
    }
}

/// <summary>One variant for one head.</summary>
/// <param name="Values">Of the metric that decides, by seed.</param>
/// <param name="SecondValues">Of the metric beside it, by seed.</param>
/// <param name="Seconds">How long training took, by seed.</param>
/// <param name="Rank">How it stands to the best.</param>
/// <param name="Probability">That the difference to the best is chance; NaN where that cannot be said.</param>
internal sealed record StandingRow(
    string Variant, IReadOnlyList<double> Values, IReadOnlyList<double> SecondValues, long Parameters, IReadOnlyList<double> Seconds,
    Rank Rank, double Probability)
{
    public double Mean => Values.Average();

    /// <summary>The difference of the means; 0 for the best.</summary>
    public double Difference { get; private init; }

    public StandingRow Against(StandingRow best)
    {
        var probability = PairedTest.Probability(best.Values, Values);
        var rank = ReferenceEquals(this, best) ? Rank.Best
            : double.IsNaN(probability) ? Rank.Unknown : probability < PairedTest.Level ? Rank.Worse : Rank.WithinNoise;
        return this with { Rank = rank, Probability = probability, Difference = Mean - best.Mean };
    }
}

/// <summary>How a variant stands to the best one.</summary>
internal enum Rank
{
    /// <summary>One seed tells nothing.</summary>
    Unknown,

    /// <summary>The greatest mean.</summary>
    Best,

    /// <summary>Another choice of seeds could turn it round.</summary>
    WithinNoise,

    /// <summary>By more than the luck of the seeds.</summary>
    Worse,
}

/// <summary>A variant with a result for every seed.</summary>
internal sealed record VariantResult(Variant Variant, IReadOnlyList<SeedResult> Seeds)
{
    /// <summary>A metric with intact data, by seed.</summary>
    public IReadOnlyList<double> Values(string head, string metric) => Values(head, metric, null, null)!;

    /// <summary>A metric under a condition, by seed; null where the variant was not tested so.</summary>
    public IReadOnlyList<double>? Values(string head, string metric, string? modality, string? kind)
    {
        List<double> values = [];
        foreach (var seed in Seeds)
        {
            if (seed.Conditions.FirstOrDefault(one => one.Modality == modality && one.Kind == kind) is not { } condition) return null;
            values.Add(condition.Heads[head][metric]);
        }
        return values;
    }
}
