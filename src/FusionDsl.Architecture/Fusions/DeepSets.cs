namespace FusionDsl.Architecture;

/// <summary>
/// A network on the sum of the operands (Zaheer et al., 2017): MLP(Σ a_m P_m h_m) with a trained factor a_m per operand, 1 at first, and
/// the network Dense(hidden), Relu, Dense(width).
/// </summary>
public sealed record DeepSets(int? Hidden, int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "DeepSets", "A network on the weighted sum of the operands (Zaheer et al., 2017): MLP(Σ a_m P_m h_m).",
        [
            Parameter.Integer("hidden", "Numbers in the middle of the network; without it the common width.", atLeast: 1, otherwise: null),
            FusionParameters.Width,
        ],
        arguments => new DeepSets(arguments.OptionalInt("hidden"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator("DeepSets", null, ("hidden", Hidden, null), ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(Projections(operands) + operands.Count + HiddenOf(operands) * (2 * Common(operands) + 1) + Common(operands));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * Projections(operands) + 2 * operands.Count * Common(operands) + 4 * HiddenOf(operands) * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("DeepSets", operands, WidthArgument(operands), $"hidden: {HiddenOf(operands).Invariant()}");

    private long HiddenOf(IReadOnlyList<Operand> operands) => Hidden ?? Common(operands);
}
