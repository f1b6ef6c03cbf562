namespace FusionDsl;

/// <summary>
/// A fusion: the mean of the operands, 1/M Σ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class MeanAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MeanAttribute;

/// <inheritdoc cref="MeanAttribute"/>
public sealed class MeanAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MeanAttribute;
