namespace FusionDsl;

/// <summary>A decision: p = Σ w_m p_m, with the weights that serve the validation rows best. Also of regressions.</summary>
public abstract class WeightedDecisionAttribute : DecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : WeightedDecisionAttribute;

/// <inheritdoc cref="WeightedDecisionAttribute"/>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : WeightedDecisionAttribute;
