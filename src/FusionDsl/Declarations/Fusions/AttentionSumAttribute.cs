namespace FusionDsl;

/// <summary>
/// A fusion: a sum whose weights depend on the sample, Σ α_m P_m h_m with α = softmax(W[h_1; …; h_M]) → [feature d].
/// </summary>
public abstract class AttentionSumOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : AttentionSumOperatorAttribute;

/// <inheritdoc cref="AttentionSumOperatorAttribute"/>
public sealed class AttentionSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : AttentionSumOperatorAttribute;
