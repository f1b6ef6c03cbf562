namespace FusionDsl;

/// <summary>
/// A fusion: multiplicative interaction (Jayakumar et al., 2020), h_2ᵀ 𝕎 h_1 + U h_2 + V h_1 + b → [feature Width]: every product of two
/// numbers has a weight per output. <c>Width</c> is the number of outputs; not given: the width of the wider operand.
/// </summary>
public abstract class BilinearOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="BilinearOperatorAttribute"/>
public sealed class BilinearAttribute<TFirst, TSecond> : BilinearOperatorAttribute;
