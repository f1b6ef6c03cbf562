namespace FusionDsl.Architecture;

/// <summary>
/// Tensor fusion with a tensor of weights of low rank (Liu et al., 2018): Σ_r ⊙_m F_m^(r) [1; h_m]. It costs in proportion to the sum of
/// the widths, not to their product as <see cref="TensorFusion"/> does.
/// </summary>
public sealed record LowRankFusion(int Rank, int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "LowRankFusion", "Tensor fusion with weights of low rank (Liu et al., 2018): Σ_r ⊙_m F_m^(r) [1; h_m].",
        [
            Parameter.Integer("rank", "Summands; the more, the finer.", atLeast: 1),
            FusionParameters.Width with { Summary = "Number of outputs; without it the width of the widest operand." },
        ],
        arguments => new LowRankFusion(arguments.Int("rank"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator("LowRankFusion", Rank, ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(Rank * Common(operands) * (Total(operands) + operands.Count));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * ParameterCount(operands) + Rank * Common(operands) * operands.Count);

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("LowRankFusion", operands, WidthArgument(operands), $"rank: {Rank.Invariant()}");
}
