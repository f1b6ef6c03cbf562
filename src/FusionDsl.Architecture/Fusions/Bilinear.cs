namespace FusionDsl.Architecture;

/// <summary>
/// Multiplicative interaction of two operands (Jayakumar et al., 2020): h_2ᵀ 𝕎 h_1 + U h_2 + V h_1 + b, the full form, in which every
/// product of two numbers has a weight per output.
/// </summary>
public sealed record Bilinear(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "Bilinear",
        "Multiplicative interaction of two operands (Jayakumar et al., 2020): every product of two numbers has a weight per output.",
        [FusionParameters.Width with { Summary = "Number of outputs; without it the width of the wider operand." }],
        arguments => new Bilinear(arguments.OptionalInt("width"))) { IsPair = true };

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands), first = operands[0].Shape.Width, second = operands[1].Shape.Width;
        return checked(width * (first * second + first + second + 1));
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => checked(2 * ParameterCount(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("Bilinear", operands, WidthArgument(operands));
}
