namespace FusionDsl.Architecture;

/// <summary>
/// A softmax regression on what all heads say (stacked generalization; Wolpert, 1992), trained on what copies of the model say about
/// training rows that they have not seen.
/// </summary>
/// <param name="Folds">Parts of the training rows, each held out once.</param>
/// <param name="L2">Penalty on the squared distance of its weights from the geometric mean of the heads.</param>
public sealed record StackingDecision(int Folds, double L2) : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = new(
        "Stacking", "A softmax regression on what all heads say, trained on held-out folds of the training rows.",
        [
            Parameter.Integer("folds", "Parts of the training rows; copies of the model are trained without each in turn.", atLeast: 2, otherwise: 5),
            Parameter.Real("l2", "Penalty on the squared distance from the geometric mean of the heads.", 1e-3) with { AtLeast = 0 },
            DecisionKind.Labels,
        ],
        arguments => new StackingDecision(arguments.Int("folds"), arguments.Real("l2")));

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "softmax(W [log p_1; …; log p_M] + b)";

    /// <inheritdoc/>
    public override string Display => $"Stacking(folds: {Folds.Invariant()}, l2: {L2.Invariant()})";

    /// <inheritdoc/>
    public override DecisionFit Fit => DecisionFit.HeldOutFolds;
}
