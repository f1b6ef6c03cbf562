namespace FusionDsl.Architecture;

/// <summary>
/// A sum with one trained weight per operand: Σ softmax(w)_m P_m h_m. The weights are the same for all samples and begin equal.
/// </summary>
public sealed record WeightedSum(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "WeightedSum", "A sum with one trained weight per operand, Σ softmax(w)_m P_m h_m.",
        [FusionParameters.Width],
        arguments => new WeightedSum(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) => checked(Projections(operands) + operands.Count);

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * Projections(operands) + 2 * operands.Count * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("WeightedSum", operands, WidthArgument(operands));
}
