namespace FusionDsl;

/// <summary>
/// A fusion: each operand takes from the others what a gate lets in, u_i = P_i h_i + tanh(g_i) ⊙ W_i[P_j h_j]_{j≠i}; side by side, [u_1; …; u_M] → [feature M · d].
/// The gates g begin at 0, as in Flamingo (Alayrac et al., 2022): at first every operand passes unchanged.
/// </summary>
public abstract class GatedResidualAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : GatedResidualAttribute;

/// <inheritdoc cref="GatedResidualAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : GatedResidualAttribute;
