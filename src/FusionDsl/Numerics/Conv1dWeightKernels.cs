using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusionDsl.Numerics;

/// <summary>
/// The gradient of a convolution's weights: for each of them the scalar product of one row of dy with one row of x, moved by the place in the
/// window, over all samples. The vectors run along time; only at the very end are their lanes added up.
/// </summary>
internal static unsafe class Conv1dWeightKernels
{
    // A tile: 4 rows of dy by 6 of x need ten loads for 24 sums, and all of them stay in registers.
    private const int Lanes = 16, Rows = 4, Columns = 6, Cells = Rows * Columns;

    // Sums of a block, in vectors: they stay in the second cache.
    private const int BlockCells = 1152, MostRows = 32, MostColumns = 132;

    // Samples that a tile goes through before its sums are stored.
    private const int Together = 4;

    /// <summary>Writes the gradients of weight and bias.</summary>
    /// <param name="x">[batch, input, time], padding included.</param>
    /// <param name="dy">[batch, output, length]</param>
    /// <param name="dWeight">[output, input, kernel]</param>
    /// <param name="dBias">[output], or null.</param>
    /// <param name="shape">Of the convolution.</param>
    public static void Gradients(float* x, float* dy, float* dWeight, float* dBias, ConvolutionShape shape)
    {
        // Of the larger one of x and dy every number is read once; the other one is small enough to be read again from a cache.
        var isWideInput = (long)shape.Inputs * shape.Time > (long)shape.Outputs * shape.Length;
        var (rows, columns) = (Math.Min(Whole(shape.Outputs, Rows), MostRows), Math.Min(Whole(shape.Depth, Columns), MostColumns));
        if (isWideInput) columns = BlockCells / rows / Columns * Columns;
        else rows = BlockCells / columns / Rows * Rows;
        var (across, down) = ((shape.Depth + columns - 1) / columns, (shape.Outputs + rows - 1) / rows);
        var (from, gradient, to) = ((nint)x, (nint)dy, (nint)dWeight);
        Conv1dKernels.ForAll(across * down, shape.Flops, block => Block(
            (float*)from, (float*)gradient, (float*)to, shape, block / across * rows, rows, block % across * columns, columns));
        if (dBias is not null) Bias(dy, dBias, shape);
    }

    // Some filters, and some of their weights.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(float* x, float* dy, float* dWeight, ConvolutionShape shape, int firstRow, int rows, int firstColumn, int columns)
    {
        (rows, columns) = (Math.Min(rows, shape.Outputs - firstRow), Math.Min(columns, shape.Depth - firstColumn));
        var numbers = Whole(rows, Rows) * Whole(columns, Columns) * Lanes;
        var cells = Scratch.Of(numbers + Lanes);
        cells += (Lanes - (int)((nint)cells / sizeof(float) % Lanes)) % Lanes;       // whole cache lines
        new Span<float>(cells, numbers).Clear();
        // What is beyond the last row or column repeats it; its sums are not used.
        var starts = stackalloc nint[Whole(columns, Columns)];
        for (var column = 0; column < Whole(columns, Columns); column++)
        {
            var (channel, k) = Math.DivRem(firstColumn + Math.Min(column, columns - 1), shape.Kernel);
            starts[column] = (nint)channel * shape.Time + (nint)k * shape.Dilation;
        }
        var (xSample, dySample) = ((nint)shape.Inputs * shape.Time, (nint)shape.Outputs * shape.Length);

        for (var sample = 0; sample < shape.Batch; sample += Together)
        {
            var samples = Math.Min(Together, shape.Batch - sample);
            var tile = cells;
            for (var row = 0; row < rows; row += Rows)
            {
                var from = new Sides(Row(row), Row(row + 1), Row(row + 2), Row(row + 3));
                for (var column = 0; column < columns; column += Columns)
                {
                    var at = starts + column;
                    var along = new Ends(at[0], at[1], at[2], at[3], at[4], at[5]);
                    Tile(dy + sample * dySample, from, dySample, x + sample * xSample, along, xSample, samples, shape.Length, tile);
                    tile += Cells * Lanes;
                }
            }
        }

        var sums = cells;
        for (var row = 0; row < rows; row += Rows)
            for (var column = 0; column < columns; column += Columns)
                for (var cell = 0; cell < Cells; cell++, sums += Lanes)
                {
                    var (r, c) = (row + cell / Columns, column + cell % Columns);
                    if (r < rows && c < columns)
                        dWeight[(nint)(firstRow + r) * shape.Depth + firstColumn + c] = Vector512.Sum(Vector512.Load(sums));
                }

        nint Row(int row) => (nint)(firstRow + Math.Min(row, rows - 1)) * shape.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(
        float* dy, Sides rows, nint dySample, float* x, Ends columns, nint xSample, int samples, int length, float* cells)
    {
        var (c00, c01, c02) = (Cell(cells, 0), Cell(cells, 1), Cell(cells, 2));
        var (c03, c04, c05) = (Cell(cells, 3), Cell(cells, 4), Cell(cells, 5));
        var (c10, c11, c12) = (Cell(cells, 6), Cell(cells, 7), Cell(cells, 8));
        var (c13, c14, c15) = (Cell(cells, 9), Cell(cells, 10), Cell(cells, 11));
        var (c20, c21, c22) = (Cell(cells, 12), Cell(cells, 13), Cell(cells, 14));
        var (c23, c24, c25) = (Cell(cells, 15), Cell(cells, 16), Cell(cells, 17));
        var (c30, c31, c32) = (Cell(cells, 18), Cell(cells, 19), Cell(cells, 20));
        var (c33, c34, c35) = (Cell(cells, 21), Cell(cells, 22), Cell(cells, 23));
        for (var sample = 0; sample < samples; sample++)
        {
            for (nint t = 0; t < length; t += Lanes)
            {
                // The last vector overlaps the one before: what is done does not count again.
                var fresh = (int)Math.Min(Lanes, length - t);
                var at = t + fresh - Lanes;
                var (g0, g1) = (Vector512.Load(dy + rows.First + at), Vector512.Load(dy + rows.Second + at));
                var (g2, g3) = (Vector512.Load(dy + rows.Third + at), Vector512.Load(dy + rows.Fourth + at));
                if (fresh < Lanes)
                {
                    var kept = Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(Lanes - fresh)).AsSingle();
                    (g0, g1, g2, g3) = (g0 & kept, g1 & kept, g2 & kept, g3 & kept);
                }
                var v = Vector512.Load(x + columns.First + at);
                c00 = Vector512.FusedMultiplyAdd(g0, v, c00);
                c10 = Vector512.FusedMultiplyAdd(g1, v, c10);
                c20 = Vector512.FusedMultiplyAdd(g2, v, c20);
                c30 = Vector512.FusedMultiplyAdd(g3, v, c30);
                v = Vector512.Load(x + columns.Second + at);
                c01 = Vector512.FusedMultiplyAdd(g0, v, c01);
                c11 = Vector512.FusedMultiplyAdd(g1, v, c11);
                c21 = Vector512.FusedMultiplyAdd(g2, v, c21);
                c31 = Vector512.FusedMultiplyAdd(g3, v, c31);
                v = Vector512.Load(x + columns.Third + at);
                c02 = Vector512.FusedMultiplyAdd(g0, v, c02);
                c12 = Vector512.FusedMultiplyAdd(g1, v, c12);
                c22 = Vector512.FusedMultiplyAdd(g2, v, c22);
                c32 = Vector512.FusedMultiplyAdd(g3, v, c32);
                v = Vector512.Load(x + columns.Fourth + at);
                c03 = Vector512.FusedMultiplyAdd(g0, v, c03);
                c13 = Vector512.FusedMultiplyAdd(g1, v, c13);
                c23 = Vector512.FusedMultiplyAdd(g2, v, c23);
                c33 = Vector512.FusedMultiplyAdd(g3, v, c33);
                v = Vector512.Load(x + columns.Fifth + at);
                c04 = Vector512.FusedMultiplyAdd(g0, v, c04);
                c14 = Vector512.FusedMultiplyAdd(g1, v, c14);
                c24 = Vector512.FusedMultiplyAdd(g2, v, c24);
                c34 = Vector512.FusedMultiplyAdd(g3, v, c34);
                v = Vector512.Load(x + columns.Sixth + at);
                c05 = Vector512.FusedMultiplyAdd(g0, v, c05);
                c15 = Vector512.FusedMultiplyAdd(g1, v, c15);
                c25 = Vector512.FusedMultiplyAdd(g2, v, c25);
                c35 = Vector512.FusedMultiplyAdd(g3, v, c35);
            }
            dy += dySample;
            x += xSample;
        }
        Put(c00, c01, c02, cells);
        Put(c03, c04, c05, cells + 3 * Lanes);
        Put(c10, c11, c12, cells + 6 * Lanes);
        Put(c13, c14, c15, cells + 9 * Lanes);
        Put(c20, c21, c22, cells + 12 * Lanes);
        Put(c23, c24, c25, cells + 15 * Lanes);
        Put(c30, c31, c32, cells + 18 * Lanes);
        Put(c33, c34, c35, cells + 21 * Lanes);
    }

    private static void Bias(float* dy, float* dBias, ConvolutionShape shape)
    {
        for (var output = 0; output < shape.Outputs; output++)
        {
            var sum = 0.0;
            for (var sample = 0; sample < shape.Batch; sample++)
                sum += RowKernels.Sum<WideLanes>(dy + ((nint)sample * shape.Outputs + output) * shape.Length, shape.Length, 0);
            dBias[output] = (float)sum;
        }
    }

    private static int Whole(int count, int unit) => (count + unit - 1) / unit * unit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Cell(float* cells, int index) => Vector512.Load(cells + index * Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> first, Vector512<float> second, Vector512<float> third, float* to)
    {
        first.Store(to);
        second.Store(to + Lanes);
        third.Store(to + 2 * Lanes);
    }

    /// <summary>Where the rows of a tile begin in dy.</summary>
    private readonly record struct Sides(nint First, nint Second, nint Third, nint Fourth);

    /// <summary>Where its columns begin in x.</summary>
    private readonly record struct Ends(nint First, nint Second, nint Third, nint Fourth, nint Fifth, nint Sixth);
}
