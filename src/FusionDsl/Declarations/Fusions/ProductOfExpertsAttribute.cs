namespace FusionDsl;

/// <summary>
/// A fusion: each operand is an expert with a mean and a precision, multiplied with a standard normal prior (Wu and Goodman, 2018), Λ = I
/// + Σ Λ_m, μ = Λ⁻¹ Σ Λ_m μ_m with trained μ_m = A_m h_m + a_m and diagonal Λ_m = softplus(B_m h_m + b_m). The result is μ → [feature d].
/// </summary>
public abstract class ProductOfExpertsOperatorAttribute : FeatureFusionAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond> : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird> : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird, TFourth> : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>
    : ProductOfExpertsOperatorAttribute;

/// <inheritdoc cref="ProductOfExpertsOperatorAttribute"/>
public sealed class ProductOfExpertsAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>
    : ProductOfExpertsOperatorAttribute;
