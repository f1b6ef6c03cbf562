namespace FusionDsl.Architecture;

/// <summary>
/// Fusion again and again (Chen et al., 2017, MV3D): f_0 = mean_m P_m h_m, f_l = mean_m H_m^l(f_{l−1}), where each H is Dense(width) and
/// Relu of its own.
/// </summary>
public sealed record DeepFusion(int Depth, int? Width) : FeatureFusion(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = new(
        "DeepFusion",
        "Fusion again and again (Chen et al., 2017): f_0 is the mean of the operands, f_l the mean of one network per operand on f_{l−1}.",
        [
            Parameter.Integer("depth", "How often the branches part and meet again.", atLeast: 1),
            FusionParameters.Width,
        ],
        arguments => new DeepFusion(arguments.Int("depth"), arguments.OptionalInt("width")));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Describe.Operator("DeepFusion", Depth, ("width", Width, null));

    /// <inheritdoc/>
    public override long ParameterCount(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands);
        return checked(Projections(operands) + Depth * operands.Count * width * (width + 1));
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Operand> operands)
    {
        long width = Common(operands);
        return checked(2 * Projections(operands) + operands.Count * width + Depth * operands.Count * (2 * width * width + width));
    }

    /// <inheritdoc/>
    public override OperatorCode Code(IReadOnlyList<Operand> operands) =>
        OperatorCode.Module("DeepFusion", operands, WidthArgument(operands), $"depth: {Depth.Invariant()}");
}
