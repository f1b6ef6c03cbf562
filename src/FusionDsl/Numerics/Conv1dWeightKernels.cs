using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusionDsl.Numerics;

/// <summary>
/// The gradient of a convolution's weights: for each of them the scalar product of one row of dy with one row of x, moved by the place in the
/// window, over all samples. The vectors run along time; only at the very end are their lanes added up.
/// </summary>
internal static unsafe class Conv1dWeightKernels
{
    private const int Lanes = 16, Side = 4;

    // Sums of a block, in vectors: they stay in the second cache.
    private const int BlockCells = 1024, LongestBlock = 128;

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
        var rows = isWideInput ? Math.Min(Rounded(shape.Outputs), 32) : BlockCells / Math.Min(Rounded(shape.Depth), LongestBlock);
        var columns = isWideInput ? BlockCells / rows : Math.Min(Rounded(shape.Depth), LongestBlock);
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
        var tiles = Rounded(rows) / Side * (Rounded(columns) / Side);
        var cells = Scratch.Of(tiles * Side * Side * Lanes + Lanes);
        cells += (Lanes - (int)((nint)cells / sizeof(float) % Lanes)) % Lanes;       // whole cache lines
        new Span<float>(cells, tiles * Side * Side * Lanes).Clear();
        var (xSample, dySample) = ((nint)shape.Inputs * shape.Time, (nint)shape.Outputs * shape.Length);

        for (var sample = 0; sample < shape.Batch; sample += Together)
        {
            var samples = Math.Min(Together, shape.Batch - sample);
            var tile = cells;
            for (var row = 0; row < rows; row += Side)
            {
                var from = dy + sample * dySample;
                var (y0, y1, y2, y3) = (Row(row), Row(row + 1), Row(row + 2), Row(row + 3));
                for (var column = 0; column < columns; column += Side)
                {
                    Tile(
                        from, y0, y1, y2, y3, dySample,
                        x + sample * xSample, Column(column), Column(column + 1), Column(column + 2), Column(column + 3), xSample,
                        samples, shape.Length, tile);
                    tile += Side * Side * Lanes;
                }
            }
        }

        var sums = cells;
        for (var row = 0; row < rows; row += Side)
            for (var column = 0; column < columns; column += Side)
                for (var cell = 0; cell < Side * Side; cell++, sums += Lanes)
                {
                    var (r, c) = (row + cell / Side, column + cell % Side);
                    if (r < rows && c < columns)
                        dWeight[(nint)(firstRow + r) * shape.Depth + firstColumn + c] = Vector512.Sum(Vector512.Load(sums));
                }

        // What is beyond the last row or column repeats it; its sums are not used.
        nint Row(int row) => (nint)(firstRow + Math.Min(row, rows - 1)) * shape.Length;
        nint Column(int column)
        {
            var (channel, k) = Math.DivRem(firstColumn + Math.Min(column, columns - 1), shape.Kernel);
            return (nint)channel * shape.Time + (nint)k * shape.Dilation;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(
        float* dy, nint y0, nint y1, nint y2, nint y3, nint dySample, float* x, nint x0, nint x1, nint x2, nint x3, nint xSample,
        int samples, int length, float* cells)
    {
        var (c00, c01, c02, c03) = (Cell(cells, 0), Cell(cells, 1), Cell(cells, 2), Cell(cells, 3));
        var (c10, c11, c12, c13) = (Cell(cells, 4), Cell(cells, 5), Cell(cells, 6), Cell(cells, 7));
        var (c20, c21, c22, c23) = (Cell(cells, 8), Cell(cells, 9), Cell(cells, 10), Cell(cells, 11));
        var (c30, c31, c32, c33) = (Cell(cells, 12), Cell(cells, 13), Cell(cells, 14), Cell(cells, 15));
        for (var sample = 0; sample < samples; sample++)
        {
            for (nint t = 0; t < length; t += Lanes)
            {
                // The last vector overlaps the one before: what is done does not count again.
                var fresh = (int)Math.Min(Lanes, length - t);
                var at = t + fresh - Lanes;
                var (g0, g1, g2, g3) = (Vector512.Load(dy + y0 + at), Vector512.Load(dy + y1 + at), Vector512.Load(dy + y2 + at), Vector512.Load(dy + y3 + at));
                if (fresh < Lanes)
                {
                    var kept = Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(Lanes - fresh)).AsSingle();
                    (g0, g1, g2, g3) = (g0 & kept, g1 & kept, g2 & kept, g3 & kept);
                }
                var v = Vector512.Load(x + x0 + at);
                c00 = Vector512.FusedMultiplyAdd(g0, v, c00);
                c10 = Vector512.FusedMultiplyAdd(g1, v, c10);
                c20 = Vector512.FusedMultiplyAdd(g2, v, c20);
                c30 = Vector512.FusedMultiplyAdd(g3, v, c30);
                v = Vector512.Load(x + x1 + at);
                c01 = Vector512.FusedMultiplyAdd(g0, v, c01);
                c11 = Vector512.FusedMultiplyAdd(g1, v, c11);
                c21 = Vector512.FusedMultiplyAdd(g2, v, c21);
                c31 = Vector512.FusedMultiplyAdd(g3, v, c31);
                v = Vector512.Load(x + x2 + at);
                c02 = Vector512.FusedMultiplyAdd(g0, v, c02);
                c12 = Vector512.FusedMultiplyAdd(g1, v, c12);
                c22 = Vector512.FusedMultiplyAdd(g2, v, c22);
                c32 = Vector512.FusedMultiplyAdd(g3, v, c32);
                v = Vector512.Load(x + x3 + at);
                c03 = Vector512.FusedMultiplyAdd(g0, v, c03);
                c13 = Vector512.FusedMultiplyAdd(g1, v, c13);
                c23 = Vector512.FusedMultiplyAdd(g2, v, c23);
                c33 = Vector512.FusedMultiplyAdd(g3, v, c33);
            }
            dy += dySample;
            x += xSample;
        }
        Put(c00, c01, c02, c03, cells);
        Put(c10, c11, c12, c13, cells + 4 * Lanes);
        Put(c20, c21, c22, c23, cells + 8 * Lanes);
        Put(c30, c31, c32, c33, cells + 12 * Lanes);
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

    private static int Rounded(int count) => (count + Side - 1) / Side * Side;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Cell(float* cells, int index) => Vector512.Load(cells + index * Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth, float* to)
    {
        first.Store(to);
        second.Store(to + Lanes);
        third.Store(to + 2 * Lanes);
        fourth.Store(to + 3 * Lanes);
    }
}
