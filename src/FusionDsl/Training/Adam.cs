namespace FusionDsl.Training;

/// <summary>Adam (Kingma and Ba, 2015).</summary>
public sealed class Adam : AdaptiveMoments
{
    /// <param name="options">Its settings.</param>
    /// <param name="parameters">What it moves.</param>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public Adam(AdamOptions options, FlatParameters parameters)
        : base(options, parameters, options.Beta1, options.Beta2, options.Epsilon, weightDecay: 0) { }
}
