namespace FusionDsl.Architecture;

/// <summary>The mean of what the heads say: p = (p₁ + … + p_M) / M (the sum rule of Kittler et al., 1998).</summary>
public sealed record AverageDecision : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = DecisionKind.Of(
        "Average", "The mean of what the heads say.", _ => new AverageDecision());

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "Σ p_m / M";

    /// <inheritdoc/>
    public override bool MergesNumbers => true;
}
