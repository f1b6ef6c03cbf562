namespace FusionDsl.Architecture;

/// <summary>The least of the operands' numbers at each place: min_m P_m h_m. Projections exist where widths differ.</summary>
public sealed record Min(int? Width) : Pointwise(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } =
        Define("Min", "The least of the operands' numbers at each place", width => new Min(width));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;
}
