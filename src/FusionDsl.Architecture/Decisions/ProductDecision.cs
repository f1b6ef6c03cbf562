namespace FusionDsl.Architecture;

/// <summary>
/// The product rule of Kittler et al. (1998): p ∝ P^−(M−1) · p₁ · … · p_M with the class prior P of the training rows. It is the true
/// posterior where the heads' are and where what they read is independent within each class.
/// </summary>
public sealed record ProductDecision : Decision
{
    /// <summary>Name and parameters.</summary>
    public static DecisionKind Definition { get; } = DecisionKind.Of(
        "Product", "The product of what the heads say, by the prior of the classes: right where the heads read independent things.",
        _ => new ProductDecision());

    /// <inheritdoc/>
    public override DecisionKind Kind => Definition;

    /// <inheritdoc/>
    public override string Formula => "Π p_m / P^(M − 1), up to a factor; P: prior of the classes";

    /// <inheritdoc/>
    public override DecisionFit Fit => DecisionFit.TrainingLabels;
}
