namespace FusionDsl.Architecture;

/// <summary>What lowering makes of a draft.</summary>
/// <param name="Model">The sound nodes, which after a finding are not all of them. Null if the draft was too broken to say what is meant.</param>
/// <param name="Map">Where its parts stand.</param>
/// <param name="Findings">Broken rules.</param>
public sealed record Lowered(Model? Model, SourceMap Map, EquatableArray<Finding> Findings);
