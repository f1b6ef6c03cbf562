namespace FusionDsl;

/// <summary>
/// A fusion: a transformer over all tokens of all operands and a trained token CLS before them; each operand's tokens get a trained
/// vector that tells whose they are. The result is what becomes of CLS, normalised → [feature width].
/// </summary>
/// <param name="heads">Attention heads, which share the common width out among them; at least 1.</param>
/// <param name="depth">Blocks on top of each other; at least 1.</param>
public abstract class TokenTransformerOperatorAttribute(int heads, int depth = 1) : TokenFusionAttribute
{
    /// <summary>Attention heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Blocks on top of each other.</summary>
    public int Depth { get; } = depth;
}

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond>(int heads, int depth = 1) : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird, TFourth>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);

/// <inheritdoc cref="TokenTransformerOperatorAttribute"/>
public sealed class TokenTransformerAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int heads, int depth = 1)
    : TokenTransformerOperatorAttribute(heads, depth);
