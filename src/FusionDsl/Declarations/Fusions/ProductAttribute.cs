namespace FusionDsl;

/// <summary>
/// A fusion: the product of the operands' numbers at each place, ⊙ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class ProductOperatorAttribute : FeatureFusionAttribute;

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
