namespace FusionDsl.Architecture;

/// <summary>
/// Each operand is an expert with a mean and a precision, and they are multiplied with a standard normal prior (Wu and Goodman, 2018): Λ
/// = I + Σ Λ_m, μ = Λ⁻¹ Σ Λ_m μ_m, with trained μ_m = A_m h_m + a_m and diagonal Λ_m = softplus(B_m h_m + b_m). The result is μ.
/// </summary>
public sealed record ProductOfExperts(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "ProductOfExperts",
        "Each operand is an expert with a mean and a precision (Wu and Goodman, 2018): Λ = I + Σ Λ_m, μ = Λ⁻¹ Σ Λ_m μ_m.",
        [FusionParameters.Width with { Summary = "Numbers of a mean; without it the width of the widest operand." }],
        arguments => new ProductOfExperts(arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(2 * Common(operands) * (Total(operands) + operands.Count));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) =>
        checked(4 * Common(operands) * Total(operands) + 4 * operands.Count * Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("ProductOfExperts", operands, WidthArgument(operands));
}
