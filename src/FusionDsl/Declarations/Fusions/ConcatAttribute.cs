namespace FusionDsl;

/// <summary>
/// A fusion: the operands side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.
/// </summary>
public abstract class ConcatAttribute : FusionAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : ConcatAttribute;

/// <inheritdoc cref="ConcatAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : ConcatAttribute;
