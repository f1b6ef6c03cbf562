namespace FusionDsl;

/// <summary>
/// A fusion: a sum whose weights depend on the sample, Σ α_m P_m h_m with α = softmax(W[h_1; …; h_M]) → [feature d].
/// </summary>
public abstract class AttentionSumAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : AttentionSumAttribute;

/// <inheritdoc cref="AttentionSumAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : AttentionSumAttribute;
