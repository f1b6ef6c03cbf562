namespace FusionDsl.Architecture;

/// <summary>
/// Multimodal transformer (Tsai et al., 2019), for series. For each ordered pair, depth cross-modal blocks let the tokens of i attend to
/// those of j; what i has learned of all others stands side by side, [channel (M − 1) · width, time t_i], and goes through depth blocks
/// of self-attention. The means over time of all branches are the result: [feature M · (M − 1) · width].
/// </summary>
/// <remarks>The paper takes the last step in place of the mean over time, and adds positions and convolutions, which are the encoders'
/// here.</remarks>
public sealed record MulT(int Heads, int Depth, double Dropout, int? Width) : TokenFusion(Heads, Dropout, Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "MulT", "Multimodal transformer for series (Tsai et al., 2019): cross-modal blocks for each ordered pair, then self-attention.",
        [FusionParameters.Heads, FusionParameters.Depth(1), FusionParameters.Dropout, FusionParameters.Width],
        arguments => new MulT(arguments.Int("heads"), arguments.Int("depth"), arguments.Real("dropout"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display =>
        Describe.Operator("MulT", Heads, ("depth", Depth, 1), ("dropout", Dropout, 0), ("width", Width, null));

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        if (base.Infer(operands, report) is not { } shape) return null;
        // Softmax over one token is 1: query and key would be weights that never train.
        for (var i = 0; i < operands.Count; i++)
            if (TokensOf(operands[i]) < 2)
                return report.DoesNotFit(
                    i, "[channel, time] with a time of at least 2", "let its encoder keep time, or use CrossAttention or TokenTransformer");
        return shape;
    }

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands), others = operands.Count - 1, joined = checked(others * width);
        var pair = checked(Depth * AttentionCost.CrossBlockParameters(width, HiddenOf(width)) + 2 * width);
        var branch = checked(Depth * AttentionCost.BlockParameters(joined, HiddenOf(joined)) + 2 * joined);
        return checked(Projections(operands) + operands.Count * (others * pair + branch));
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands), joined = checked((operands.Count - 1) * width);
        var flops = ProjectionFlops(operands);
        foreach (var branch in operands)
        {
            foreach (var other in operands.Where(other => other.Name != branch.Name))
                checked { flops += Depth * AttentionCost.CrossBlockFlops(width, TokensOf(branch), TokensOf(other), HiddenOf(width)); }
            checked { flops += Depth * AttentionCost.BlockFlops(joined, TokensOf(branch), HiddenOf(joined)); }
        }
        return flops;
    }

    /// <inheritdoc/>
    protected override long OutputWidth(IReadOnlyList<Operand> operands) =>
        checked(operands.Count * (operands.Count - 1L) * Common(operands));

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments => [$"depth: {Depth.Invariant()}"];
}
