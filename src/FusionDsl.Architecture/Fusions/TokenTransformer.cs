namespace FusionDsl.Architecture;

/// <summary>
/// A transformer over all tokens of all operands and a trained one before them (Vaswani et al., 2017; the first token as in BERT, Devlin
/// et al., 2019): [CLS; p_1; …; p_M], where each operand's tokens get a trained vector that tells them from the others'. The result is
/// what becomes of CLS, normalised: [feature width].
/// </summary>
public sealed record TokenTransformer(int Heads, int Depth, double Dropout, int? Width) : TokenFusion(Heads, Dropout, Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "TokenTransformer", "A transformer over all tokens of all operands; the result is what becomes of a trained token before them.",
        [FusionParameters.Heads, FusionParameters.Depth(1), FusionParameters.Dropout, FusionParameters.Width],
        arguments => new TokenTransformer(
            arguments.Int("heads"), arguments.Int("depth"), arguments.Real("dropout"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display =>
        Describe.Operator("TokenTransformer", Heads, ("depth", Depth, 1), ("dropout", Dropout, 0), ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(Projections(operands) + (operands.Count + 1) * width
            + Depth * AttentionCost.BlockParameters(width, HiddenOf(width)) + 2 * width);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(ProjectionFlops(operands) + Depth * AttentionCost.BlockFlops(width, AllTokens(operands) + 1, HiddenOf(width)));
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments => [$"depth: {Depth.Invariant()}"];
}
