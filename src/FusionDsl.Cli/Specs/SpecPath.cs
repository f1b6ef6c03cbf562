namespace FusionDsl.Cli.Specs;

/// <summary>A place in a spec: <c>encoders.OpcodeCnn.layers[0].embedding</c>.</summary>
internal sealed class SpecPath
{
    private SpecPath(IReadOnlyList<Step> steps) => Steps = steps;

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>One step down: into a key, or (where <see cref="Key"/> is null) to an item.</summary>
    public readonly record struct Step(string? Key, int Item)
    {
        public override string ToString() => Key ?? $"[{Item}]";
    }

    /// <exception cref="FusionException">The text is no path.</exception>
    public static SpecPath Parse(string text)
    {
        var steps = new List<Step>();
        foreach (var part in text.Split('.'))
        {
            var bracket = part.IndexOf('[');
            var key = (bracket < 0 ? part : part[..bracket]).Trim();
            if (key.Length == 0) throw Malformed(text);
            steps.Add(new(key, 0));
            if (bracket < 0) continue;
            if (!part.EndsWith(']')) throw Malformed(text);
            foreach (var item in part[(bracket + 1)..^1].Split("]["))
            {
                if (!int.TryParse(item, System.Globalization.NumberStyles.None, null, out var number)) throw Malformed(text);
                steps.Add(new(null, number));
            }
        }
        return new(steps);
    }

    /// <summary>The first <paramref name="count"/> steps, as one writes them.</summary>
    public string Prefix(int count) =>
        string.Concat(Steps.Take(count).Select((step, i) => step.Key is null ? step.ToString() : i == 0 ? step.Key : "." + step.Key));

    public override string ToString() => Prefix(Steps.Count);

    private static FusionException Malformed(string text) =>
        new($"'{text}' is not a path into a spec; expected keys with dots and items in brackets, "
            + "like train.epochs or encoders.Name.layers[0].dense.");
}
