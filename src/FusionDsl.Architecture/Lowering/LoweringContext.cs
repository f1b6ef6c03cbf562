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
        Add(new(rule, place, arguments.ToEquatableArray()) { Mend = mend });

    /// <summary>A mistake that is about two places.</summary>
    public void Report(Rule rule, Place place, Place other, params string[] arguments) => Report(rule, place, other, mend: null, arguments);

    /// <summary>A mistake that is about two places, and how it is mended at the first.</summary>
    public void Report(Rule rule, Place place, Place other, Mend? mend, params string[] arguments) =>
        Add(new(rule, place, arguments.ToEquatableArray()) { Related = [other], Mend = mend });

    private void Add(Finding finding)
    {
        _findings.Add(finding);
        if (_findings.Count >= TooManyFindings.Most) throw new TooManyFindings();
    }
}
