namespace FusionDsl;

/// <summary>
/// A fusion: the product of the operands' numbers at each place, ⊙ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// Over heads it is a decision: Bayes' rule for views that are independent given the class (Kittler et al., 1998), p ∝ P^−(M−1) Π p_m.
/// </summary>
public abstract class ProductOperatorAttribute : FeatureFusionAttribute
{
    /// <summary>Of a decision alone: the head whose labels are the truth that it is judged by; without it the first.</summary>
    public string? Labels { get; set; }
}

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : ProductOperatorAttribute;

/// <inheritdoc cref="ProductOperatorAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : ProductOperatorAttribute;
