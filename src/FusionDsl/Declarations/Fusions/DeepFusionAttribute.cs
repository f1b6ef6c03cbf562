namespace FusionDsl;

/// <summary>
/// A fusion: again and again (Chen et al., 2017, MV3D), f_0 = mean P_m h_m, f_l = mean_m H_m^l(f_{l−1}) → [feature d], where each H is
/// Dense(d) and Relu of its own.
/// </summary>
/// <param name="depth">How often the branches part and meet again; at least 1.</param>
public abstract class DeepFusionOperatorAttribute(int depth) : FeatureFusionAttribute
{
    /// <summary>How often the branches part and meet again.</summary>
    public int Depth { get; } = depth;
}

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond>(int depth) : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird>(int depth) : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird, TFourth>(int depth) : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth>(int depth) : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(int depth) : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(int depth)
    : DeepFusionOperatorAttribute(depth);

/// <inheritdoc cref="DeepFusionOperatorAttribute"/>
public sealed class DeepFusionAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth>(int depth)
    : DeepFusionOperatorAttribute(depth);
