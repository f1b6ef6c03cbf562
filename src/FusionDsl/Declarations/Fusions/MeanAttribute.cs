namespace FusionDsl;

/// <summary>
/// A fusion: the mean of the operands, 1/M Σ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class MeanOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MeanOperatorAttribute;

/// <inheritdoc cref="MeanOperatorAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MeanOperatorAttribute;
