namespace FusionDsl.Architecture;

/// <summary>
/// Trusted multi-view classification (Han et al., 2021): each operand has K numbers, one per class, whose positive part is evidence e =
/// ReLU(h); α = e + 1, S = Σ α, beliefs b = e/S and uncertainty u = K/S. Dempster's rule combines the branches in turn: b = (b¹b² + b¹u²
/// + b²u¹)/(1 − C), u = u¹u²/(1 − C), with the conflict C = Σ_{i≠j} b¹_i b²_j. The result is log α of the combined opinion.
/// </summary>
/// <remarks>
/// log α is what a head can use best: its softmax is the mean of the Dirichlet distribution, α/S, so that with the identity for weights
/// the head says exactly what the rule says; and no evidence at all is 0. Beliefs and uncertainty follow from it: S = Σ exp(log α), u =
/// K/S, b = (α − 1)/S.
/// </remarks>
public sealed record Evidential : FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Evidential", "Evidence for each class, combined by Dempster's rule (Han et al., 2021): log α of the combined opinion.",
        [], _ => new Evidential());

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        if (!report.AreFeatures()) return null;
        for (var i = 1; i < operands.Count; i++)
            if (operands[i].Shape != operands[0].Shape)
                return report.DoesNotFit(
                    i, "equal widths: a number per class", "end each encoder in a Dense to the number of classes, without an activation");
        return operands[0].Shape;
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => checked(3L * operands.Count * operands[0].Shape.Width);

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Function("Fusions::Evidential.Of({operands})");
}
