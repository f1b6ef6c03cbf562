namespace FusionDsl;

/// <summary>
/// A fusion: the multimodal transformer (Tsai et al., 2019), for series. For each ordered pair, cross-modal blocks let the tokens of i
/// attend to those of j; what i has learned of all others stands side by side and goes through blocks of self-attention; the means over
/// time are the result → [feature M · (M − 1) · width].
/// </summary>
/// <param name="heads">Attention heads, which share the common width out among them; at least 1.</param>
/// <param name="depth">Blocks on top of each other; at least 1.</param>
public abstract class MulTOperatorAttribute(int heads, int depth = 1) : TokenFusionAttribute
{
    /// <summary>Attention heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Blocks on top of each other.</summary>
    public int Depth { get; } = depth;
}

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond>(int heads, int depth = 1) : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird>(int heads, int depth = 1) : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird, TFourth>(int heads, int depth = 1) : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int heads, int depth = 1) : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int heads, int depth = 1)
    : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int heads, int depth = 1)
    : MulTOperatorAttribute(heads, depth);

/// <inheritdoc cref="MulTOperatorAttribute"/>
public sealed class MulTAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int heads, int depth = 1)
    : MulTOperatorAttribute(heads, depth);
