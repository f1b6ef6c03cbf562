namespace FusionDsl;

/// <summary>
/// A fusion: each branch queries the tokens of all others, y_i = LayerNorm(x_i + Attention_i(x_i, [x_j]_{j≠i})), and the means of the y_i
/// over their tokens stand side by side → [feature M · width]. Each branch needs two tokens or more to attend to: one gets all attention,
/// whatever the weights.
/// </summary>
/// <param name="heads">Attention heads, which share the common width out among them; at least 1.</param>
public abstract class CrossAttentionOperatorAttribute(int heads) : TokenFusionAttribute
{
    /// <summary>Attention heads.</summary>
    public int Heads { get; } = heads;
}

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond>(int heads) : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird>(int heads) : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird, TFourth>(int heads) : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int heads) : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int heads)
    : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int heads)
    : CrossAttentionOperatorAttribute(heads);

/// <inheritdoc cref="CrossAttentionOperatorAttribute"/>
public sealed class CrossAttentionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int heads)
    : CrossAttentionOperatorAttribute(heads);
