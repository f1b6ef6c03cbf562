namespace FusionDsl.Architecture;

/// <summary>
/// An operator that works number by number, ⊕_m P_m h_m: features, brought to a common width where they differ; or series or images of
/// equal shapes, without weights.
/// </summary>
public abstract record Pointwise(int? Width) : FeatureFusion(Width)
{
    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        var first = operands[0].Shape;
        if (first.IsFeatures && operands.All(operand => operand.Shape.IsFeatures)) return base.Infer(operands, report);
        if (!report.AreNumbers()) return null;
        for (var i = 1; i < operands.Count; i++)
            if (operands[i].Shape != first)
                return report.DoesNotFit(
                    i, "features, or equal shapes", "bring both to one shape, or end the encoders in Flatten or a pooling");
        return Width is { } width && width != first.Width
            ? report.DoesNotFit(0, $"features to bring to width {width.Invariant()}", "leave 'width' out") : first;
    }

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) => Projections(operands);

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(2 * Projections(operands)
            + (operands.Count - 1) * (operands[0].Shape.IsFeatures ? Common(operands) : operands[0].Shape.Count));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => ParameterCount(operands) == 0
        ? OperatorCode.Function($"Fusions::{Kind.Name}.Of({{operands}})")
        : OperatorCode.Module(Kind.Name, operands, WidthArgument(operands));

    /// <summary>Name and parameters.</summary>
    private protected static OperatorKind Define(string name, string what, Func<int?, Pointwise> create) => new(
        name, $"{what}: features of any width, or series or images of equal shapes.", [FusionParameters.Width],
        arguments => create(arguments.OptionalInt("width")));
}
