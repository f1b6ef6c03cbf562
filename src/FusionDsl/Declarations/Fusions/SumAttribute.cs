namespace FusionDsl;

/// <summary>
/// A fusion: the sum of the operands, Σ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class SumOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : SumOperatorAttribute;

/// <inheritdoc cref="SumOperatorAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : SumOperatorAttribute;
