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
        // After a broken rule of the front end the draft may lack parts: lowering it would only make noise.
        if (Draft is null || Findings.Count > 0) return new(null, new SourceMap([]), Findings);
        return Architecture.Lower.Run(Draft);
    }
}
