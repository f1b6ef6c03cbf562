namespace FusionDsl.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): each step first shrinks every weight by rate × decay.</summary>
public sealed class AdamW : AdaptiveMoments
{
    /// <param name="options">Its settings.</param>
    /// <param name="parameters">What it moves.</param>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public AdamW(AdamWOptions options, FlatParameters parameters)
        : base(options, parameters, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay) { }
}
