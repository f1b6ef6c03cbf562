namespace FusionDsl;

/// <summary>
/// A fusion: a sum with one trained weight per operand, Σ softmax(w)_m P_m h_m → [feature d]. The weights are the same for all samples and begin equal.
/// </summary>
public abstract class WeightedSumAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : WeightedSumAttribute;

/// <inheritdoc cref="WeightedSumAttribute"/>
public sealed class WeightedSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : WeightedSumAttribute;
