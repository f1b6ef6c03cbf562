namespace FusionDsl.Architecture;

/// <summary>
/// One node gates another (Kiela et al., 2018): W(σ(U g) ⊙ V h), where the spec names the gate g. All three projections are trained.
/// </summary>
public sealed record GatedBimodal(int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "GatedBimodal", "One node gates another (Kiela et al., 2018): W(σ(U gate) ⊙ V h).",
        [FusionParameters.Width],
        arguments => new GatedBimodal(arguments.OptionalInt("width"))) { IsPair = true, Role = "gate" };

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands) =>
        checked(Common(operands) * (Total(operands) + Common(operands)));

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands) => checked(2 * ParameterCount(operands) + Common(operands));

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("GatedBimodal", operands, WidthArgument(operands));
}
