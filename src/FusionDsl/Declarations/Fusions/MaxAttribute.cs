namespace FusionDsl;

/// <summary>
/// A fusion: the greatest of the operands' numbers at each place, max P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class MaxAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MaxAttribute;

/// <inheritdoc cref="MaxAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MaxAttribute;
