namespace FusionDsl;

/// <summary>
/// A fusion: each operand takes from the others what a gate lets in, u_i = P_i h_i + tanh(g_i) ⊙ W_i[P_j h_j]_{j≠i}; side by side, [u_1;
/// …; u_M] → [feature M · d]. The gates g begin at 0, as in Flamingo (Alayrac et al., 2022): at first every operand passes unchanged.
/// </summary>
public abstract class GatedResidualOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : GatedResidualOperatorAttribute;

/// <inheritdoc cref="GatedResidualOperatorAttribute"/>
public sealed class GatedResidualAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : GatedResidualOperatorAttribute;
