namespace FusionDsl.Numerics;

/// <summary>A float32 matrix in memory that somebody else owns: [rows, columns], row by row.</summary>
/// <param name="Data">The first number.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Stride">From the start of one row to that of the next, in numbers; more than the columns where it is a part of a wider matrix.</param>
internal readonly unsafe record struct Matrix(nint Data, int Rows, int Columns, int Stride)
{
    /// <summary>A matrix without gaps.</summary>
    public Matrix(float* data, int rows, int columns) : this((nint)data, rows, columns, columns) { }

    /// <summary>The first number.</summary>
    public float* Pointer => (float*)Data;

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => new((float*)Data + (long)row * Stride, Columns);

    /// <summary>The first rows.</summary>
    public Matrix Top(int rows) => this with { Rows = rows };

    /// <summary>Some neighbouring columns.</summary>
    public Matrix Part(int start, int columns) => this with { Data = (nint)(Pointer + start), Columns = columns };

    /// <summary>As a factor of a product.</summary>
    public Factor AsFactor => new(Pointer, Rows, Columns, Stride, 1);

    /// <summary>Transposed, as a factor of a product; nothing is moved.</summary>
    public Factor Transposed => new(Pointer, Columns, Rows, 1, Stride);
}

/// <summary>A matrix that is read, in any order of its axes.</summary>
internal readonly unsafe struct Factor(float* data, int rows, int columns, int rowStride, int columnStride)
{
    public readonly float* Data = data;
    public readonly int Rows = rows, Columns = columns, RowStride = rowStride, ColumnStride = columnStride;
}
