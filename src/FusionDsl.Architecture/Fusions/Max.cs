namespace FusionDsl.Architecture;

/// <summary>The greatest of the operands' numbers at each place: max_m P_m h_m. Projections exist where widths differ.</summary>
public sealed record Max(int? Width) : Pointwise(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } =
        Define("Max", "The greatest of the operands' numbers at each place", width => new Max(width));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;
}
