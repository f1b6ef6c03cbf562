namespace FusionDsl.Architecture;

/// <summary>The sum of the operands: Σ_m P_m h_m. Projections exist where widths differ.</summary>
public sealed record Sum(int? Width) : Pointwise(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } = Define("Sum", "The sum of the operands", width => new Sum(width));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;
}
