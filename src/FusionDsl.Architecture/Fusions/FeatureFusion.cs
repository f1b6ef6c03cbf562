namespace FusionDsl.Architecture;

/// <summary>
/// An operator that brings what it joins to a common width d: each operand of another width has a trained projection P_m without a bias;
/// one that has the width is taken as it is.
/// </summary>
/// <param name="Width">The common width; null: that of the widest operand.</param>
public abstract record FeatureFusion(int? Width) : FusionOperator
{
    /// <inheritdoc/>
    public override string Display => Describe.Operator(Kind.Name, null, ("width", Width, null));

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report) =>
        report.AreFeatures() ? report.Features(OutputWidth(operands), "make the operands narrower") : null;

    /// <summary>Features of the result.</summary>
    protected virtual long OutputWidth(IReadOnlyList<Operand> operands) => Common(operands);

    /// <summary>The common width.</summary>
    protected long Common(IReadOnlyList<Operand> operands) => Width ?? operands.Max(operand => operand.Shape.Width);

    /// <summary>The widths of all operands together.</summary>
    protected static long Total(IReadOnlyList<Operand> operands) => operands.Sum(operand => (long)operand.Shape.Width);

    /// <summary>Weights of the projections.</summary>
    protected long Projections(IReadOnlyList<Operand> operands)
    {
        var width = Common(operands);
        return operands.Where(operand => operand.Shape.Width != width).Sum(operand => checked(operand.Shape.Width * width));
    }

    /// <summary>How generated code hands the common width to the constructor.</summary>
    protected string WidthArgument(IReadOnlyList<Operand> operands) => $"width: {Common(operands).Invariant()}";
}
