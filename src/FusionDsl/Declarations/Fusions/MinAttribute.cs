namespace FusionDsl;

/// <summary>
/// A fusion: the least of the operands' numbers at each place, min P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class MinAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MinAttribute;

/// <inheritdoc cref="MinAttribute"/>
public sealed class MinAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MinAttribute;
