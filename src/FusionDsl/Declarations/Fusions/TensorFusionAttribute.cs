namespace FusionDsl;

/// <summary>
/// A fusion: all products of numbers of different operands (Zadeh et al., 2017), vec(⊗ [1; h_m]) → [feature Π(n_m + 1)], without weights. It grows fast: see
/// <see cref="LowRankFusionAttribute"/>.
/// </summary>
public abstract class TensorFusionAttribute : FusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : TensorFusionAttribute;

/// <inheritdoc cref="TensorFusionAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : TensorFusionAttribute;
