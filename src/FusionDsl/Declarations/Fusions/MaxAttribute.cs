namespace FusionDsl;

/// <summary>
/// A fusion: the greatest of the operands' numbers at each place, max P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// Over heads it is a decision: p ∝ max p_m.
/// </summary>
public abstract class MaxOperatorAttribute : FeatureFusionAttribute
{
    /// <summary>Of a decision alone: the head whose labels are the truth that it is judged by; without it the first.</summary>
    public string? Labels { get; set; }
}

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : MaxOperatorAttribute;

/// <inheritdoc cref="MaxOperatorAttribute"/>
public sealed class MaxAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : MaxOperatorAttribute;
