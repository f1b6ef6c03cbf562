namespace FusionDsl;

/// <summary>
/// A fusion: a sum with one trained weight per operand, Σ softmax(w)_m P_m h_m → [feature d]. The weights are the same for all samples
/// and begin equal.
/// </summary>
public abstract class WeightedSumOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : WeightedSumOperatorAttribute;

/// <inheritdoc cref="WeightedSumOperatorAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : WeightedSumOperatorAttribute;
