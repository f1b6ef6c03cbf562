namespace FusionDsl;

/// <summary>
/// A fusion: Perceiver (Jaegle et al., 2021). Trained latents attend to all tokens of all operands, each with a trained vector that tells
/// whose it is, and then to each other. The result is their mean, normalised → [feature width]. It costs in proportion to the number of
/// tokens.
/// </summary>
/// <param name="latents">Trained vectors that gather what the operands tell; at least 2.</param>
public abstract class PerceiverOperatorAttribute(int latents) : TokenFusionAttribute
{
    /// <summary>Trained vectors that gather what the operands tell.</summary>
    public int Latents { get; } = latents;

    /// <summary>Attention heads, which share the common width out among them; at least 1.</summary>
    public int Heads { get; set; } = 1;

    /// <summary>Blocks in which the latents attend to each other; at least 1.</summary>
    public int Depth { get; set; } = 1;
}

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond>(int latents) : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird>(int latents) : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird, TFourth>(int latents) : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int latents) : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int latents) : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int latents)
    : PerceiverOperatorAttribute(latents);

/// <inheritdoc cref="PerceiverOperatorAttribute"/>
public sealed class PerceiverAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int latents)
    : PerceiverOperatorAttribute(latents);
