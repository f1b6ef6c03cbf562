namespace FusionDsl;

/// <summary>
/// A fusion: the attention bottleneck (Nagrani et al., 2021). A few trained tokens are all that branches share: in each layer every
/// branch has a transformer block of its own over [its tokens; the shared tokens], and the shared tokens become the mean of what the
/// branches make of them. The result is their mean, normalised → [feature width].
/// </summary>
/// <param name="tokens">Tokens that all branches share; at least 1.</param>
public abstract class BottleneckOperatorAttribute(int tokens) : TokenFusionAttribute
{
    /// <summary>Tokens that all branches share.</summary>
    public int Tokens { get; } = tokens;

    /// <summary>Attention heads, which share the common width out among them; at least 1.</summary>
    public int Heads { get; set; } = 1;

    /// <summary>Layers; at least 1. With one, branches tell the shared tokens, but learn nothing from them.</summary>
    public int Depth { get; set; } = 2;
}

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond>(int tokens) : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird>(int tokens) : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird, TFourth>(int tokens) : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int tokens) : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int tokens) : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int tokens)
    : BottleneckOperatorAttribute(tokens);

/// <inheritdoc cref="BottleneckOperatorAttribute"/>
public sealed class BottleneckAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int tokens)
    : BottleneckOperatorAttribute(tokens);
