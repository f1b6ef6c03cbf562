namespace FusionDsl.Numerics;

/// <summary>A right factor packed once into panels, because it is used often.</summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly AlignedMemory _memory;

    public PackedMatrix(Factor factor)
    {
        (Rows, Columns, IsWide) = (factor.Rows, factor.Columns, Gemm.IsWide);
        PanelWidth = 2 * (IsWide ? WideKernel.Lanes : PortableKernel.Lanes);
        _memory = new((Columns + PanelWidth - 1) / PanelWidth * (long)PanelWidth * Rows);
        for (var column = 0; column < Columns; column += PanelWidth)
            Panel.Pack(factor.Data + (nint)column * factor.ColumnStride, factor.RowStride, factor.ColumnStride, Rows,
                Math.Min(PanelWidth, Columns - column), PanelAt(column), PanelWidth);
    }

    /// <summary>The depth of the product.</summary>
    public int Rows { get; }

    /// <summary>Columns of the product.</summary>
    public int Columns { get; }

    /// <summary>Columns of a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Whether the panels are for vectors of 512 bits.</summary>
    public bool IsWide { get; }

    /// <summary>The panel that begins with a column.</summary>
    public float* PanelAt(int column) => _memory.Pointer + (nint)column * Rows;

    public void Dispose() => _memory.Dispose();
}
