namespace FusionDsl.Architecture;

/// <summary>
/// "Did you mean …?" The language, the runtime and the tool each compile this file, as they do <see cref="ColumnRange"/>: three assemblies that share
/// nothing else.
/// </summary>
internal static class Suggestion
{
    /// <summary>The end of a sentence: ", did you mean 'kernel'?" where a candidate is close, else a full stop.</summary>
    public static string For(string found, IEnumerable<string> candidates) => Nearest(found, candidates) is { } near ? $", did you mean '{near}'?" : ".";

    /// <summary>A sentence of its own: " Did you mean 'kernel'?" where a candidate is close, else nothing.</summary>
    public static string Sentence(string found, IEnumerable<string> candidates) =>
        Nearest(found, candidates) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>The candidate that differs least, if it differs by no more than a third of its letters.</summary>
    public static string? Nearest(string found, IEnumerable<string> candidates)
    {
        if (found.Length is 0 or > 100) return null;
        return candidates
            .Select(candidate => (Name: candidate, Distance: Distance(found.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(found.Length, candidate.Name.Length) / 3))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name).FirstOrDefault();
    }

    // Levenshtein's distance, with the swap of two neighbours as one step (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[a.Length, b.Length];
    }
}
