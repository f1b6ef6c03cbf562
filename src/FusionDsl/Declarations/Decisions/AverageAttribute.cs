namespace FusionDsl;

/// <summary>A decision: the mean of what the heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
public abstract class AverageDecisionAttribute : DecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : AverageDecisionAttribute;

/// <inheritdoc cref="AverageDecisionAttribute"/>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : AverageDecisionAttribute;
