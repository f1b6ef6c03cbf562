namespace FusionDsl;

/// <summary>
/// A fusion: trusted multi-view classification (Han et al., 2021). Each operand has K numbers, one per class, whose positive part is
/// evidence e; α = e + 1, S = Σ α, beliefs b = e/S, uncertainty u = K/S. Dempster's rule combines the branches; the result is log α of
/// the combined opinion → [feature K].
/// </summary>
/// <remarks>
/// The softmax of log α is the mean of the Dirichlet distribution, so that a head with the identity for weights says what the rule says.
/// Beliefs and uncertainty follow from it: S = Σ exp(log α), u = K/S, b = (α − 1)/S. Encoders should end in a Dense without an
/// activation.
/// </remarks>
public abstract class EvidentialOperatorAttribute : FusionAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird, TFourth> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : EvidentialOperatorAttribute;

/// <inheritdoc cref="EvidentialOperatorAttribute"/>
public sealed class EvidentialAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : EvidentialOperatorAttribute;
