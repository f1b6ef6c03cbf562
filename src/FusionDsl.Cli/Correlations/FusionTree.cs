namespace FusionDsl.Cli.Correlations;

/// <summary>In which order modalities are merged.</summary>
/// <param name="Modalities">What is below, in the order of the tree.</param>
internal abstract record FusionTree(IReadOnlyList<string> Modalities)
{
    /// <summary>
    /// Merges the two groups that are most alike, until one is left. Groups are as alike as their members are on average (Sokal and Michener,
    /// 1958); between equals the alphabet decides.
    /// </summary>
    /// <param name="modalities">At least one.</param>
    /// <param name="likeness">Of two modalities; NaN counts as 0.</param>
    public static FusionTree Of(IEnumerable<string> modalities, Func<string, string, double> likeness)
    {
        List<FusionTree> groups = [.. modalities.Order(StringComparer.Ordinal).Select(name => new Leaf(name))];
        while (groups.Count > 1)
        {
            // Groups stay in the order of their first modality, and the first of equals wins.
            var (first, second, most) = (0, 0, double.NegativeInfinity);
            for (var i = 0; i < groups.Count; i++)
                for (var j = i + 1; j < groups.Count; j++)
                    if (Likeness(groups[i], groups[j]) is var value && value > most) (first, second, most) = (i, j, value);
            groups[first] = new Merge(groups[first], groups[second], most);
            groups.RemoveAt(second);
        }
        return groups[0];

        double Likeness(FusionTree one, FusionTree other) =>
            one.Modalities.SelectMany(_ => other.Modalities, likeness).Average(value => double.IsNaN(value) ? 0 : value);
    }

    /// <summary>A modality.</summary>
    internal sealed record Leaf(string Modality) : FusionTree([Modality]);

    /// <summary>Two groups that become one.</summary>
    /// <param name="Likeness">How alike they are.</param>
    internal sealed record Merge(FusionTree First, FusionTree Second, double Likeness)
        : FusionTree([.. First.Modalities, .. Second.Modalities]);
}
