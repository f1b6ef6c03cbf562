namespace FusionDsl;

/// <summary>
/// A fusion: the sum of the operands, Σ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class SumAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : SumAttribute;

/// <inheritdoc cref="SumAttribute"/>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : SumAttribute;
