using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds;

/// <summary>What a front end hands over.</summary>
/// <param name="Draft">Null if it cannot be said what is meant.</param>
/// <param name="Findings">Broken rules of the language that it is written in.</param>
public sealed record Drafted(DraftModel? Draft, EquatableArray<Finding> Findings)
{
    /// <summary>Lowers the draft; what the front end found already goes along.</summary>
    public Lowered Lower()
    {
        if (Draft is null) return new(null, new SourceMap([]), Findings);
        var lowered = Architecture.Lower.Run(Draft);
        return Findings.Count == 0 ? lowered : lowered with { Findings = Findings.Concat(lowered.Findings).ToEquatableArray() };
    }
}
