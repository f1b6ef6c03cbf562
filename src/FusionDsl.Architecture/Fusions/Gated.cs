namespace FusionDsl.Architecture;

/// <summary>
/// Gated multimodal unit (Arevalo et al., 2017): Σ g_m ⊙ tanh(W_m h_m) with g = softmax_m(W_g[h_1; …; h_M]), a gate per feature. For two
/// operands the softmax is the published σ-gate: z ⊙ tanh(W_1 h_1) + (1 − z) ⊙ tanh(W_2 h_2), z = σ(W_z[h_1; h_2]).
/// </summary>
public sealed record Gated(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Gated", "Gated multimodal unit (Arevalo et al., 2017): per feature and sample, how much of each operand.",
        [FusionParameters.Width],
        arguments => new Gated(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        long gates = operands.Count == 2 ? 1 : operands.Count;
        return checked((gates + 1) * Common(operands) * Total(operands));
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * ParameterCount(operands) + 2 * operands.Count * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Module("Gated", operands, WidthArgument(operands));
}
