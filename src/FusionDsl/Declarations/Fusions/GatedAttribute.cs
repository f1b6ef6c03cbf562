namespace FusionDsl;

/// <summary>
/// A fusion: the gated multimodal unit (Arevalo et al., 2017), Σ g_m ⊙ tanh(W_m h_m) with g = softmax_m(W_g[h_1; …; h_M]) → [feature d]:
/// per feature and sample, how much of each operand. For two operands z ⊙ tanh(W_1 h_1) + (1 − z) ⊙ tanh(W_2 h_2), z = σ(W_z[h_1; h_2]).
/// W_m exists whatever the widths.
/// </summary>
public abstract class GatedOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : GatedOperatorAttribute;

/// <inheritdoc cref="GatedOperatorAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : GatedOperatorAttribute;
