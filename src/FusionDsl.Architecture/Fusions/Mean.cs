namespace FusionDsl.Architecture;

/// <summary>The mean of the operands: 1/M Σ_m P_m h_m. Projections exist where widths differ.</summary>
public sealed record Mean(int? Width) : Pointwise(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = Define("Mean", "The mean of the operands", width => new Mean(width));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;
}
