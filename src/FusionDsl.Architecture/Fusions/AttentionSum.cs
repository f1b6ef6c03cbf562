namespace FusionDsl.Architecture;

/// <summary>
/// A sum whose weights depend on the sample: α = softmax(W[h_1; …; h_M]), Σ α_m P_m h_m.
/// </summary>
public sealed record AttentionSum(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "AttentionSum", "A sum whose weights depend on the sample, α = softmax(W[h_1; …; h_M]), Σ α_m P_m h_m.",
        [FusionParameters.Width],
        arguments => new AttentionSum(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(Projections(operands) + operands.Count * Total(operands));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * ParameterCount(operands) + 2 * operands.Count * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("AttentionSum", operands, WidthArgument(operands));
}
