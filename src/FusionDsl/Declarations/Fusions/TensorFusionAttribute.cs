namespace FusionDsl;

/// <summary>
/// A fusion: all products of numbers of different operands (Zadeh et al., 2017), vec(⊗ [1; h_m]) → [feature Π(n_m + 1)], without weights.
/// It grows fast: see <see cref="LowRankFusionAttribute{TFirst, TSecond}"/>.
/// </summary>
public abstract class TensorFusionOperatorAttribute : FusionAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : TensorFusionOperatorAttribute;

/// <inheritdoc cref="TensorFusionOperatorAttribute"/>
public sealed class TensorFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : TensorFusionOperatorAttribute;
