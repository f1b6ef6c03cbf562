namespace FusionDsl;

/// <summary>A decision: the majority of the heads; their mean probability breaks ties.</summary>
public abstract class VoteDecisionAttribute : DecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : VoteDecisionAttribute;

/// <inheritdoc cref="VoteDecisionAttribute"/>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : VoteDecisionAttribute;
