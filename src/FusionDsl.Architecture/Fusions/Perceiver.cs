namespace FusionDsl.Architecture;

/// <summary>
/// Perceiver (Jaegle et al., 2021): trained latents attend to all tokens of all operands, each with a trained vector that tells whose it
/// is; then the latents attend to each other in depth blocks. The result is their mean, normalised: [feature width]. It costs in
/// proportion to the number of tokens.
/// </summary>
public sealed record Perceiver(int Latents, int Heads, int Depth, double Dropout, int? Width) : TokenFusion(Heads, Dropout, Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Perceiver", "Trained latents attend to all tokens, then to each other (Jaegle et al., 2021); their mean is the result.",
        [
            // One alone would have nobody to choose between when it attends to itself: weights that never train.
            Parameter.Integer("latents", "Trained vectors that gather what the operands tell.", atLeast: 2),
            FusionParameters.HeadsOrOne, FusionParameters.Depth(1), FusionParameters.Dropout, FusionParameters.Width,
        ],
        arguments => new Perceiver(
            arguments.Int("latents"), arguments.Int("heads"), arguments.Int("depth"),
            arguments.Real("dropout"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator(
        "Perceiver", Latents, ("heads", Heads, 1), ("depth", Depth, 1), ("dropout", Dropout, 0), ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(Projections(operands) + (operands.Count + Latents) * width
            + AttentionCost.CrossBlockParameters(width, HiddenOf(width))
            + Depth * AttentionCost.BlockParameters(width, HiddenOf(width)) + 2 * width);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return checked(ProjectionFlops(operands) + AttentionCost.CrossBlockFlops(width, Latents, AllTokens(operands), HiddenOf(width))
            + Depth * AttentionCost.BlockFlops(width, Latents, HiddenOf(width)));
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments => [$"depth: {Depth.Invariant()}", $"latents: {Latents.Invariant()}"];
}
