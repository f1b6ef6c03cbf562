namespace FusionDsl.Architecture;

/// <summary>
/// Each branch queries the tokens of all others: y_i = LayerNorm(x_i + Attention_i(x_i, [x_j]_{j≠i})), x_m = P_m h_m, and the means of
/// the y_i over their tokens stand side by side: [feature M · width]. The order of the operands says where each stands.
/// </summary>
public sealed record CrossAttention(int Heads, double Dropout, int? Width) : TokenFusion(Heads, Dropout, Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "CrossAttention", "Each branch queries the tokens of all others; residual and norm; the means side by side.",
        [FusionParameters.Heads, FusionParameters.Dropout, FusionParameters.Width],
        arguments => new CrossAttention(arguments.Int("heads"), arguments.Real("dropout"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator("CrossAttention", Heads, ("dropout", Dropout, 0), ("width", Width, null));

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        if (base.Infer(operands, report) is not { } shape) return null;
        // Softmax over one token is 1: query and key would be weights that never train.
        for (var i = 0; i < operands.Count; i++)
            if (AllTokens(operands) - TokensOf(operands[i]) < 2)
                return report.DoesNotFit(
                    1 - i, "two tokens or more to attend to, since one gets all attention whatever the weights are",
                    "let the encoder keep time, or use TokenTransformer, Bilinear or Gated", other: i);
        return shape;
    }

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(Projections(operands) + operands.Count * (AttentionCost.Parameters(width) + 2 * width));
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        var (width, all) = (Common(operands), AllTokens(operands));
        return checked(ProjectionFlops(operands)
            + operands.Sum(operand => AttentionCost.Flops(width, TokensOf(operand), all - TokensOf(operand))));
    }

    /// <inheritdoc/>
    protected override long OutputWidth(IReadOnlyList<Operand> operands) => operands.Count * Common(operands);
}
