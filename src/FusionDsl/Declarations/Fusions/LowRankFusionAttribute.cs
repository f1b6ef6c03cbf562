namespace FusionDsl;

/// <summary>
/// A fusion: tensor fusion with weights of low rank (Liu et al., 2018), Σ_r ⊙_m F_m^(r) [1; h_m] → [feature Width]. It costs in
/// proportion to the sum of the widths. <c>Width</c> is the number of outputs; not given: the width of the widest operand.
/// </summary>
/// <param name="rank">Number of summands; the more, the finer. At least 1.</param>
public abstract class LowRankFusionOperatorAttribute(int rank) : FeatureFusionAttribute
{
    /// <summary>Number of summands.</summary>
    public int Rank { get; } = rank;
}

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond>(int rank) : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird>(int rank) : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird, TFourth>(int rank) : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int rank) : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int rank)
    : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int rank)
    : LowRankFusionOperatorAttribute(rank);

/// <inheritdoc cref="LowRankFusionOperatorAttribute"/>
public sealed class LowRankFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int rank)
    : LowRankFusionOperatorAttribute(rank);
