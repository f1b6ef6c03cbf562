namespace FusionDsl;

/// <summary>
/// A fusion: the least of the operands' numbers at each place, min P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class MinOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MinOperatorAttribute;

/// <inheritdoc cref="MinOperatorAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MinOperatorAttribute;
