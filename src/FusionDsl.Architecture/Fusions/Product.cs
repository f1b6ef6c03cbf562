namespace FusionDsl.Architecture;

/// <summary>The product of the operands' numbers at each place: ⊙_m P_m h_m. Projections exist where widths differ.</summary>
public sealed record Product(int? Width) : Pointwise(Width)
{
    /// <summary>Name and parameters.</summary>
    public static OperatorKind Definition { get; } =
        Define("Product", "The product of the operands' numbers at each place", width => new Product(width));

    /// <inheritdoc/>
    public override OperatorKind Kind => Definition;
}
