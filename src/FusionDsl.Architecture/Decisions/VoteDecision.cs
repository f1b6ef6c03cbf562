namespace FusionDsl.Architecture;

/// <summary>
/// The majority: the share of the heads that choose a class. Their mean probability has a hundredth of a vote, which breaks ties and
/// leaves no class without any probability.
/// </summary>
public sealed record VoteDecision : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = DecisionKind.Of(
        "Vote", "The majority of the heads; their mean probability breaks ties.", _ => new VoteDecision());

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "the share of the votes; the mean of p_m has a hundredth of a vote";
}
