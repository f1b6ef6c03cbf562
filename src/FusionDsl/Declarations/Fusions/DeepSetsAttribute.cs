namespace FusionDsl;

/// <summary>
/// A fusion: a network on the weighted sum of the operands (Zaheer et al., 2017), MLP(Σ a_m P_m h_m) → [feature d] with a trained factor
/// a_m per operand, 1 at first, and the network Dense(hidden), Relu, Dense(d).
/// </summary>
public abstract class DeepSetsOperatorAttribute : FeatureFusionAttribute
{
    /// <summary>Numbers in the middle of the network, at least 1; not given: d.</summary>
    public int Hidden { get; set; }
}

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird, TFourth> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : DeepSetsOperatorAttribute;

/// <inheritdoc cref="DeepSetsOperatorAttribute"/>
public sealed class DeepSetsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : DeepSetsOperatorAttribute;
