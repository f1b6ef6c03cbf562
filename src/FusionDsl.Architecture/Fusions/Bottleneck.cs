namespace FusionDsl.Architecture;

/// <summary>
/// Attention bottleneck (Nagrani et al., 2021, MBT): a few trained tokens are all that branches share. In each of depth layers every
/// branch has a transformer block of its own over [its tokens; the shared tokens], and the shared tokens become the mean of what the
/// branches make of them. The result is the mean of the shared tokens, normalised: [feature width].
/// </summary>
/// <remarks>The paper reads a CLS token per branch; here everything that is read has gone through the bottleneck, whatever the
/// depth.</remarks>
public sealed record Bottleneck(int Tokens, int Heads, int Depth, double Dropout, int? Width) : TokenFusion(Heads, Dropout, Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Bottleneck", "Attention bottleneck (Nagrani et al., 2021): branches exchange a few shared tokens, layer by layer.",
        [
            Parameter.Integer("tokens", "Tokens that all branches share.", atLeast: 1),
            FusionParameters.HeadsOrOne, FusionParameters.Depth(2), FusionParameters.Dropout, FusionParameters.Width,
        ],
        arguments => new Bottleneck(
            arguments.Int("tokens"), arguments.Int("heads"), arguments.Int("depth"),
            arguments.Real("dropout"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator(
        "Bottleneck", Tokens, ("heads", Heads, 1), ("depth", Depth, 2), ("dropout", Dropout, 0), ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(Projections(operands) + Tokens * width
            + operands.Count * Depth * AttentionCost.BlockParameters(width, HiddenOf(width)) + 2 * width);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(ProjectionFlops(operands)
            + Depth * operands.Sum(operand => AttentionCost.BlockFlops(width, TokensOf(operand) + Tokens, HiddenOf(width))));
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments => [$"depth: {Depth.Invariant()}", $"tokens: {Tokens.Invariant()}"];
}
