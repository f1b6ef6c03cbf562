namespace FusionDsl.Architecture;

/// <summary>
/// A sum that weighs each operand by how reliable a head of its own has proven on the validation rows: Σ r_m P_m h_m with r_m ∝ max(0, skill_m).
/// </summary>
public sealed record ReliableSum(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "ReliableSum", "A sum weighed by the skill of each operand's own head on the validation rows, Σ r_m P_m h_m.",
        [FusionParameters.Width],
        arguments => new ReliableSum(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) => Projections(operands);

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * Projections(operands) + 2 * operands.Count * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("ReliableSum", operands, WidthArgument(operands));
}
