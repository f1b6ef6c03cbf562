using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace FusionDsl.Numerics;

/// <summary>
/// Products of float32 matrices for the sizes of dense layers, up to some thousand rows and columns. There is nothing around the arithmetic: no
/// dispatch, no tensor is made, a bias and a ReLU cost no pass of their own.
/// </summary>
/// <remarks>
/// Every sum runs over its terms in order, in blocks of <see cref="Panel.Depth"/>: its bits depend on the sizes and the width of the vectors, not
/// on the number of threads.
/// </remarks>
internal static class Gemm
{
    // From here on a second thread gains more than it costs to wake it.
    private const long WorthThreads = 8_000_000;

    /// <summary>Whether to use vectors of 512 bits; tests try both ways.</summary>
    internal static bool IsWide { get; set; } = Vector512.IsHardwareAccelerated;

    /// <summary>into = left · right, finished as asked.</summary>
    /// <param name="left">[m, k]</param>
    /// <param name="right">[k, n]</param>
    /// <param name="into">[m, n]; overlaps with neither.</param>
    /// <param name="finish">Bias, sum, ReLU.</param>
    public static void Multiply(Factor left, Factor right, Matrix into, Finish finish = default)
    {
        if (IsWide) Multiply<WideKernel>(left, right, into, finish);
        else Multiply<PortableKernel>(left, right, into, finish);
    }

    /// <summary>into = left · right for a right factor that was packed once, because it is used often.</summary>
    public static void Multiply(Factor left, PackedMatrix right, Matrix into, Finish finish = default)
    {
        if (right.IsWide) MultiplyPacked<WideKernel>(left, right, into, finish);
        else MultiplyPacked<PortableKernel>(left, right, into, finish);
    }

    private static void Multiply<TKernel>(Factor left, Factor right, Matrix into, Finish finish) where TKernel : struct, IGemmKernel
    {
        var panels = (into.Columns + 2 * TKernel.Lanes - 1) / (2 * TKernel.Lanes);
        if (panels > 1 && 2L * into.Rows * into.Columns * right.Rows >= WorthThreads && get_num_threads() is > 1 and var threads)
            Parallel.For(0, panels, new() { MaxDegreeOfParallelism = threads }, panel => MultiplyPanel<TKernel>(left, right, panel, into, finish));
        else
            for (var panel = 0; panel < panels; panel++) MultiplyPanel<TKernel>(left, right, panel, into, finish);
    }

    private static unsafe void MultiplyPacked<TKernel>(Factor left, PackedMatrix right, Matrix into, Finish finish) where TKernel : struct, IGemmKernel
    {
        for (var column = 0; column < into.Columns; column += right.PanelWidth)
        {
            var part = new Finish(finish.Bias is null ? null : finish.Bias + column, finish.Add, finish.Relu);
            MultiplyBlock<TKernel>(
                left.Data, left, right.PanelAt(column), right.PanelWidth, right.Rows,
                into.Part(column, Math.Min(right.PanelWidth, into.Columns - column)), part);
        }
    }

    // Some columns of the target: two vectors of them.
    private static unsafe void MultiplyPanel<TKernel>(Factor left, Factor right, int panel, Matrix into, Finish finish) where TKernel : struct, IGemmKernel
    {
        var width = 2 * TKernel.Lanes;
        var column = panel * width;
        into = into.Part(column, Math.Min(width, into.Columns - column));
        var start = 0;
        do
        {
            var depth = Math.Min(Panel.Depth, right.Rows - start);
            var part = new Finish(
                finish.Bias is null || start > 0 ? null : finish.Bias + column, finish.Add || start > 0,
                finish.Relu && start + depth == right.Rows);
            var from = right.Data + (nint)start * right.RowStride + (nint)column * right.ColumnStride;
            nint stride = right.RowStride;
            if (right.ColumnStride != 1 || into.Columns < width)
            {
                Panel.Pack(from, right.RowStride, right.ColumnStride, depth, into.Columns, Panel.Scratch, width);
                from = Panel.Scratch;
                stride = width;
            }
            MultiplyBlock<TKernel>(left.Data + (nint)start * left.ColumnStride, left, from, stride, depth, into, part);
            start += depth;
        }
        while (start < right.Rows);
    }

    // All rows of the left factor against one block of the right one.
    private static unsafe void MultiplyBlock<TKernel>(float* a, Factor left, float* right, nint rightStride, int depth, Matrix into, Finish finish)
        where TKernel : struct, IGemmKernel
    {
        if (into.Columns == 2 * TKernel.Lanes) MultiplyWhole<TKernel>(a, left, right, rightStride, depth, into, finish);
        else if (into.Columns > TKernel.Lanes) MultiplyPart<TKernel, Wide>(a, left, right, rightStride, depth, into, finish);
        else MultiplyPart<TKernel, Narrow>(a, left, right, rightStride, depth, into, finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyWhole<TKernel>(float* a, Factor left, float* right, nint rightStride, int depth, Matrix into, Finish finish)
        where TKernel : struct, IGemmKernel
    {
        nint down = left.RowStride, along = left.ColumnStride;
        var row = 0;
        for (; row <= into.Rows - TKernel.Rows; row += TKernel.Rows)
            TKernel.Tile<Wide>(a + row * down, down, along, right, rightStride, into.Pointer + (nint)row * into.Stride, into.Stride, depth, finish);
        for (; row < into.Rows; row++)
            TKernel.One<Wide>(a + row * down, along, right, rightStride, into.Pointer + (nint)row * into.Stride, depth, finish);
    }

    // The last columns are fewer than a panel has: the tile is made beside the target, and what belongs to it is copied.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyPart<TKernel, TWidth>(float* a, Factor left, float* right, nint rightStride, int depth, Matrix into, Finish finish)
        where TKernel : struct, IGemmKernel where TWidth : struct, ITileWidth
    {
        nint down = left.RowStride, along = left.ColumnStride;
        var width = 2 * TKernel.Lanes;
        var bias = stackalloc float[width];
        var tile = stackalloc float[TKernel.Rows * width];
        if (finish.Bias is not null) new Span<float>(finish.Bias, into.Columns).CopyTo(new(bias, width));
        var inner = new Finish(finish.Bias is null ? null : bias, finish.Add, finish.Relu);
        for (var row = 0; row < into.Rows; row += TKernel.Rows)
        {
            var rows = Math.Min(TKernel.Rows, into.Rows - row);
            if (finish.Add)
                for (var r = 0; r < rows; r++) into.Row(row + r).CopyTo(new(tile + r * width, width));
            if (rows == TKernel.Rows) TKernel.Tile<TWidth>(a + row * down, down, along, right, rightStride, tile, width, depth, inner);
            else
                for (var r = 0; r < rows; r++) TKernel.One<TWidth>(a + (row + r) * down, along, right, rightStride, tile + r * width, depth, inner);
            for (var r = 0; r < rows; r++) new Span<float>(tile + r * width, into.Columns).CopyTo(into.Row(row + r));
        }
    }
}
