namespace FusionDsl.Architecture;

/// <summary>
/// Feature-wise linear modulation (Perez et al., 2018): γ(c) ⊙ h + β(c), where γ and β are affine functions of the conditioner c.
/// Features, series and images h keep their shape; each feature or channel has a factor and a summand. The bias of γ begins at 1, so that
/// h passes.
/// </summary>
public sealed record Film : FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Film", "Feature-wise linear modulation (Perez et al., 2018): the conditioner scales and shifts each feature or channel.",
        [], _ => new Film())
    {
        IsPair = true, Role = "conditioner",
    };

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report) =>
        !report.AreNumbers() ? null
        : operands[1].Shape.IsFeatures ? operands[0].Shape
        : report.DoesNotFit(1, "[feature] as conditioner", "end its encoder in Flatten, a pooling or a recurrent layer");

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(2L * operands[0].Shape.Width * (operands[1].Shape.Width + 1L));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(4L * operands[0].Shape.Width * operands[1].Shape.Width + 2 * operands[0].Shape.Count);

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Module("Film", operands);
}
