namespace FusionDsl.Architecture;

/// <summary>
/// A weighted mean: p = Σ w_m p_m with w ≥ 0, Σ w = 1, fitted to the validation rows once the heads are trained (a linear pool; Yao et
/// al., 2018).
/// </summary>
public sealed record WeightedDecision : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = DecisionKind.Of(
        "Weighted", "A mean with the weights that serve the validation rows best.", _ => new WeightedDecision());

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "Σ w_m p_m";

    /// <inheritdoc/>
    public override bool MergesNumbers => true;

    /// <inheritdoc/>
    public override DecisionFit Fit => DecisionFit.Validation;
}
