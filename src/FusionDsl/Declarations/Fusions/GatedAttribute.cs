namespace FusionDsl;

/// <summary>
/// A fusion: the gated multimodal unit (Arevalo et al., 2017), Σ g_m ⊙ tanh(W_m h_m) with g = softmax_m(W_g[h_1; …; h_M]) → [feature d]: per feature and
/// sample, how much of each operand. For two operands z ⊙ tanh(W_1 h_1) + (1 − z) ⊙ tanh(W_2 h_2), z = σ(W_z[h_1; h_2]). W_m exists whatever the widths.
/// </summary>
public abstract class GatedAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : GatedAttribute;

/// <inheritdoc cref="GatedAttribute"/>
public sealed class GatedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : GatedAttribute;
