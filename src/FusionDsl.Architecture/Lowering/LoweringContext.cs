namespace FusionDsl.Architecture;

/// <summary>What lowering gathers beside the model: places and findings.</summary>
internal sealed class LoweringContext
{
    private readonly List<SourceEntry> _entries = [];
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public SourceMap Map => new(_entries.ToEquatableArray());

    public void Locate(string key, Place place)
    {
        if (place.IsKnown) _entries.Add(new(key, place));
    }

    public void Report(Rule rule, Place place, params string[] arguments) => Report(rule, place, mend: null, arguments);

    public void Report(Rule rule, Place place, Mend? mend, params string[] arguments) =>
        _findings.Add(new(rule, place, arguments.ToEquatableArray()) { Mend = mend });
}
