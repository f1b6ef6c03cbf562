namespace FusionDsl;

/// <summary>
/// A fusion: a sum that weighs each operand by how reliable it has proven, Σ r_m P_m h_m → [feature d], r_m = max(0, skill_m) / Σ_k max(0, skill_k).
/// Each operand needs one head of its own, whose skill on the validation rows is taken after every epoch: 1 − loss / entropy of the classes,
/// or R² of a regression. What has learned nothing weighs nothing.
/// </summary>
public abstract class ReliableSumOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird, TFourth> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : ReliableSumOperatorAttribute;

/// <inheritdoc cref="ReliableSumOperatorAttribute"/>
public sealed class ReliableSumAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : ReliableSumOperatorAttribute;
