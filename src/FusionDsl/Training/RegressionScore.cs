namespace FusionDsl.Training;

/// <summary>How well a regression does.</summary>
/// <param name="Head">The head's node name.</param>
/// <param name="Loss">Mean over the samples.</param>
/// <param name="MeanAbsoluteError">Mean of |prediction − target| over all numbers, in the target's unit.</param>
/// <param name="RootMeanSquareError">Root of the mean of (prediction − target)² over all numbers, in the target's unit.</param>
/// <param name="R2">
/// Coefficient of determination: 1 − Σ(prediction − target)² / Σ(target − mean target)², at most 1; 0 is as good as always saying the mean.
/// With several targets the mean of theirs. A target that never varies has none and is left out; NaN if none is left.
/// </param>
public sealed record RegressionScore(string Head, double Loss, double MeanAbsoluteError, double RootMeanSquareError, double R2)
    : HeadScore(Head, Loss)
{
    /// <inheritdoc/>
    public override double Skill => R2;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Metrics { get; } = new Dictionary<string, double>
    {
        ["mae"] = MeanAbsoluteError,
        ["rmse"] = RootMeanSquareError,
        ["r2"] = R2,
    };
}
