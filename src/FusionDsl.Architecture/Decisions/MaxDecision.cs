namespace FusionDsl.Architecture;

/// <summary>The head that is surest of a class speaks for it: p ∝ max_m p_m (the max rule of Kittler et al., 1998).</summary>
public sealed record MaxDecision : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = DecisionKind.Of(
        "Max", "For each class the head that is surest of it.", _ => new MaxDecision());

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "max p_m, up to a factor";
}
