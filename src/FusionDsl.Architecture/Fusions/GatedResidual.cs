namespace FusionDsl.Architecture;

/// <summary>
/// Each operand takes from the others what a gate lets in: u_i = P_i h_i + tanh(g_i) ⊙ W_i[P_j h_j]_{j≠i}, side by side [u_1; …; u_M].
/// The gates begin closed (g = 0), as in Flamingo (Alayrac et al., 2022): at first every operand passes unchanged.
/// </summary>
public sealed record GatedResidual(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "GatedResidual", "Each operand takes from the others what a gate lets in, which begins closed; [u_1; …; u_M].",
        [FusionParameters.Width],
        arguments => new GatedResidual(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    protected override long OutputWidth(IReadOnlyList<Operand> operands) => operands.Count * Common(operands);

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands), count = operands.Count;
        return checked(Projections(operands) + count * (count - 1) * width * width + count * width);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => checked(2 * ParameterCount(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("GatedResidual", operands, WidthArgument(operands));
}
