namespace FusionDsl;

/// <summary>
/// A fusion: the operands side by side, [h₁; …; h_M]. Features follow each other; series and images stack their channels.
/// </summary>
public abstract class ConcatOperatorAttribute : FusionAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : ConcatOperatorAttribute;

/// <inheritdoc cref="ConcatOperatorAttribute"/>
public sealed class ConcatAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : ConcatOperatorAttribute;
