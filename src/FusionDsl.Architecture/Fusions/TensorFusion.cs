namespace FusionDsl.Architecture;

/// <summary>
/// All products of numbers of different operands (Zadeh et al., 2017): vec(⊗_m [1; h_m]), Π(n_m + 1) features, the last operand's
/// fastest. It has no weights itself; <see cref="LowRankFusion"/> computes what a Dense behind it would, without the explosion.
/// </summary>
public sealed record TensorFusion : FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "TensorFusion", "All products of numbers of different operands (Zadeh et al., 2017): vec(⊗_m [1; h_m]).",
        [], _ => new TensorFusion());

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        if (!report.AreFeatures()) return null;
        var width = Width(operands);
        const string mend = "use LowRankFusion, or make the operands narrower";
        return width is null ? report.Huge("more numbers per sample than can be counted", mend) : report.Features(width.Value, mend);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => Width(operands) ?? throw new OverflowException();

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Function("Fusions::TensorFusion.Of({operands})");

    private static long? Width(IReadOnlyList<Operand> operands)
    {
        var width = 1L;
        foreach (var operand in operands)
        {
            var factor = operand.Shape.Width + 1L;
            if (width > long.MaxValue / factor) return null;
            width *= factor;
        }
        return width;
    }
}
