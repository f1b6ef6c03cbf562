namespace FusionDsl.Architecture;

/// <summary>
/// The operands side by side: [h₁; …; h_M]. Features follow each other; series and images stack their channels, which needs equal times
/// and sizes.
/// </summary>
public sealed record Concat : FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Concat", "The operands side by side: features follow each other, series and images stack their channels.", [], _ => new Concat());

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report)
    {
        var first = operands[0].Shape;
        long width = 0;
        if (!report.AreNumbers()) return null;
        for (var i = 0; i < operands.Count; i++)
        {
            var shape = operands[i].Shape;
            if (!shape.Dimensions.Select(dimension => dimension.Axis).SequenceEqual(first.Dimensions.Select(dimension => dimension.Axis)))
                return report.DoesNotFit(i, "the same axes", "end the encoders in Flatten, a pooling or Dense");
            if (!shape.Dimensions.Skip(1).SequenceEqual(first.Dimensions.Skip(1)))
                return report.DoesNotFit(i, "equal sizes behind the channels", "bring both to one size with a stride or a pooling");
            width += shape.Width;
        }
        return width > int.MaxValue
            ? report.DoesNotFit(operands.Count - 1, "at most 2,147,483,647 numbers", "make the operands narrower")
            : first with { Dimensions = [first.Dimensions[0] with { Size = (int)width }, .. first.Dimensions.Skip(1)] };
    }

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) => OperatorCode.Function("cat({operands}, dim: 1)");

    /// <inheritdoc/>
    public override bool IsSideBySide(IReadOnlyList<Operand> operands) => operands.All(operand => operand.Shape.IsFeatures);
}
