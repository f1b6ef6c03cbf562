namespace FusionDsl.Cli.Specs;

/// <summary>Compares two specs by what they say, not by how they are written.</summary>
internal static class SpecComparison
{
    /// <summary>Whether the two say the same everywhere but at a path, and the second has something there.</summary>
    public static bool DiffersOnlyAt(SpecPath path, SpecNode? before, SpecNode? after) =>
        after is not null && Differs(before, after, path.Steps, 0);

    private static bool Differs(SpecNode? before, SpecNode? after, IReadOnlyList<SpecPath.Step> steps, int depth)
    {
        if (after is null) return false;
        if (depth == steps.Count) return true;
        var step = steps[depth];
        if (step.Key is null)
        {
            return before is SpecList one && after is SpecList other && one.Items.Count == other.Items.Count
                && one.Items.Zip(other.Items).Select((pair, i) => i == step.Item
                    ? Differs(pair.First, pair.Second, steps, depth + 1)
                    : Same(pair.First, pair.Second)).All(same => same);
        }

        // Where the key, or the whole mapping, was not there before, everything else must still be what it was.
        if (after is not SpecMapping now) return false;
        IReadOnlyList<SpecEntry> old = before is SpecMapping mapping ? mapping.Entries : [];
        if (before is not (null or SpecMapping or SpecScalar { IsAbsent: true })) return false;
        if (now.Entries.Count(entry => entry.Key.Value == step.Key) < 1) return false;
        return SameEntries(Without(old), Without(now.Entries))
            && Differs(old.FirstOrDefault(entry => entry.Key.Value == step.Key)?.Value, now.Find(step.Key)!.Value, steps, depth + 1);

        List<SpecEntry> Without(IReadOnlyList<SpecEntry> entries)
        {
            var others = entries.ToList();
            var at = others.FindIndex(entry => entry.Key.Value == step.Key);
            if (at >= 0) others.RemoveAt(at);
            return others;
        }
    }

    private static bool SameEntries(IReadOnlyList<SpecEntry> one, IReadOnlyList<SpecEntry> other) =>
        one.Count == other.Count
            && one.Zip(other).All(pair => pair.First.Key.Value == pair.Second.Key.Value && Same(pair.First.Value, pair.Second.Value));

    private static bool Same(SpecNode one, SpecNode other) => (one, other) switch
    {
        (SpecScalar a, SpecScalar b) => a.Value == b.Value,
        (SpecAlias a, SpecAlias b) => a.Name == b.Name,
        (SpecList a, SpecList b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (SpecMapping a, SpecMapping b) => SameEntries(a.Entries, b.Entries),
        _ => false,
    };
}
