namespace FusionDsl;

/// <summary>
/// Normalises each feature or channel over the batch, then scales and shifts it by trained numbers (Ioffe and Szegedy, 2015). It is 1d or 2d by
/// the shape it meets.
/// </summary>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Weight of the newest batch in the running statistics; above 0, at most 1.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Added to the variance; above 0.</summary>
    public double Epsilon { get; set; } = 1e-5;
}

/// <summary>Normalises each sample over its features (at each place over its channels), then scales and shifts by trained numbers (Ba et al., 2016).</summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; above 0.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
