namespace FusionDsl.Architecture;

/// <summary>
/// An operator with attention among tokens: [channel c, time t] is t tokens of width c, [feature n] is one token. They are brought to the
/// common width as in <see cref="FeatureFusion"/>. Attention stays within a sample, and knows no order: where the order of time matters,
/// end the encoder in PositionalEncoding.
/// </summary>
/// <param name="Heads">Attention heads, which share the common width out among them.</param>
/// <param name="Dropout">Probability that a value is zeroed in training.</param>
/// <param name="Width">The common width; null: that of the widest operand.</param>
public abstract record TokenFusion(int Heads, double Dropout, int? Width) : FeatureFusion(Width)
{
    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        if (!report.AreNumbers()) return null;
        for (var i = 0; i < operands.Count; i++)
            if (!operands[i].Shape.IsFeatures && !operands[i].Shape.IsSeries)
                return report.DoesNotFit(i, "[feature] or [channel, time]", "end the encoder in Flatten or a pooling");
        var width = Common(operands);
        return width % Heads != 0
            ? report.NotDivisible("heads", Heads, "width", (int)width)
            : report.Features(OutputWidth(operands), "make the operands narrower");
    }

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Module(
        Kind.Name, operands, [WidthArgument(operands), $"heads: {Heads.Invariant()}", .. Arguments, $"dropout: {Dropout.Invariant()}"]);

    /// <summary>Attention finds what belongs together, whatever the rates.</summary>
    public sealed override bool AlignsTime => false;

    /// <summary>What the module's constructor takes beside widths, heads and dropout.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>How many tokens an operand is.</summary>
    protected static long TokensOf(Operand operand) => operand.Shape.IsSeries ? operand.Shape[Axis.Time] : 1;

    /// <summary>How many tokens the operands are together.</summary>
    protected static long AllTokens(IReadOnlyList<Operand> operands) => operands.Sum(TokensOf);

    /// <summary>What bringing all tokens to the common width costs.</summary>
    protected long ProjectionFlops(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return operands.Where(operand => operand.Shape.Width != width)
            .Sum(operand => checked(2 * TokensOf(operand) * operand.Shape.Width * width));
    }

    /// <summary>Numbers in the network of a block: four times the width.</summary>
    protected static long HiddenOf(long width) => checked(4 * width);
}
