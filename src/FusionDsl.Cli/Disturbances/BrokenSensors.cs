using FusionDsl.Architecture;
using FusionDsl.Data;

namespace FusionDsl.Cli.Disturbances;

/// <summary>The modalities of a data plan, and what can happen to them.</summary>
internal sealed class BrokenSensors(DataPlan plan)
{
    /// <summary>The noise of the table: as much as the values vary themselves; every token replaced.</summary>
    public const double TableSigma = 1;

    private readonly List<NodeSource> _modalities = [.. plan.Sources.Where(source => source is not (ClassSource or TargetSource))];

    /// <summary>Their names, in the order of the plan.</summary>
    public IEnumerable<string> Modalities => _modalities.Select(source => source.Node);

    /// <summary>A modality that is removed.</summary>
    /// <exception cref="FusionException">There is no such modality.</exception>
    public Disturbance Remove(string modality) => new Removed(Find(modality, "--drop").Node);

    /// <summary>A modality with noise.</summary>
    /// <exception cref="FusionException">There is no such modality, or its noise cannot be so strong.</exception>
    public Disturbance Noise(string modality, double sigma)
    {
        var source = Find(modality, "--noise");
        if (source is TokensSource && sigma > 1)
            throw new FusionException(FormattableString.Invariant(
                $"--noise {modality}={sigma}: '{modality}' is tokens, each of which is replaced with this probability; expected at most 1."));
        return Noised(source, sigma);
    }

    /// <summary>Everything works; then each modality removed, zeroed (where that is something else) and noised.</summary>
    public IReadOnlyList<Condition> Table(DisturbedRows rows) =>
        [Condition.Intact, .. _modalities.SelectMany(source => Each(source, rows)).Select(disturbance => new Condition(disturbance))];

    private static IEnumerable<Disturbance> Each(NodeSource source, DisturbedRows rows)
    {
        yield return new Removed(source.Node);
        if (Removed.DiffersFromZeroed(rows, source.Node)) yield return new Zeroed(source.Node);
        yield return Noised(source, TableSigma);
    }

    private static Noised Noised(NodeSource source, double sigma) => new(source.Node, sigma, (source as TokensSource)?.Vocabulary);

    private NodeSource Find(string modality, string option) =>
        _modalities.Find(source => source.Node == modality) ?? throw new FusionException(
            $"{option} {modality}: the model has no such modality.{Suggestion.Sentence(modality, Modalities)} "
            + $"It has: {string.Join(", ", Modalities)}.");
}
