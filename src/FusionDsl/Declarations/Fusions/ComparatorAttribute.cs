namespace FusionDsl;

/// <summary>
/// A fusion: how two operands differ and agree, [e_1·e_2; e_1 ⊙ e_2; |e_1 − e_2|; e_1ᵀ W e_2] with e_m = P_m h_m → [feature 2 · d + 2].
/// </summary>
public abstract class ComparatorOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="ComparatorOperatorAttribute"/>
public sealed class ComparatorAttribute<TFirst, TSecond> : ComparatorOperatorAttribute;
