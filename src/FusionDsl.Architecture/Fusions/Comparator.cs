namespace FusionDsl.Architecture;

/// <summary>
/// How two operands differ and agree: [e_1·e_2; e_1 ⊙ e_2; |e_1 − e_2|; e_1ᵀ W e_2] with e_m = P_m h_m, 2d + 2 features.
/// </summary>
public sealed record Comparator(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Comparator", "How two operands differ and agree: [e_1·e_2; e_1 ⊙ e_2; |e_1 − e_2|; e_1ᵀ W e_2].",
        [FusionParameters.Width],
        arguments => new Comparator(arguments.OptionalInt("width"))) { IsPair = true };

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    protected override long OutputWidth(IReadOnlyList<Operand> operands) => 2 * Common(operands) + 2;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(Projections(operands) + Common(operands) * Common(operands));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => checked(2 * ParameterCount(operands) + 6 * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("Comparator", operands, WidthArgument(operands));
}
