namespace FusionDsl;

/// <summary>
/// A fusion: the product of the operands' numbers at each place, ⊙ P_m h_m → [feature d]. Projections exist where widths differ.
/// Series and images of equal shapes are joined without weights.
/// </summary>
public abstract class ProductAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : ProductAttribute;

/// <inheritdoc cref="ProductAttribute"/>
public sealed class ProductAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : ProductAttribute;
