namespace FusionDsl.Numerics;

/// <summary>The innermost loops of a product, for one width of vectors.</summary>
internal unsafe interface IGemmKernel
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Numbers of a vector; a tile has one or two of them side by side.</summary>
    static abstract int Lanes { get; }

    /// <summary>[rows, width] = [rows, depth] · [depth, width], finished as asked.</summary>
    /// <param name="a">The left factor; <paramref name="down"/> leads to the next row, <paramref name="along"/> to the next column.</param>
    /// <param name="down">See <paramref name="a"/>.</param>
    /// <param name="along">See <paramref name="a"/>.</param>
    /// <param name="b">The right factor, columns that follow each other; <paramref name="bStride"/> leads to the next row.</param>
    /// <param name="bStride">See <paramref name="b"/>.</param>
    /// <param name="c">The tile; <paramref name="cStride"/> leads to the next row.</param>
    /// <param name="cStride">See <paramref name="c"/>.</param>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="finish">Bias, sum, ReLU.</param>
    static abstract void Tile<TWidth>(float* a, nint down, nint along, float* b, nint bStride, float* c, nint cStride, int depth, Finish finish)
        where TWidth : struct, ITileWidth;

    /// <summary>The same with one row: what is left below the last whole tile, and single samples.</summary>
    static abstract void One<TWidth>(float* a, nint along, float* b, nint bStride, float* c, int depth, Finish finish)
        where TWidth : struct, ITileWidth;
}

/// <summary>How a product becomes part of its target.</summary>
/// <param name="bias">[columns], added to every row; null: none.</param>
/// <param name="add">Whether the product is added to what is there.</param>
/// <param name="relu">Whether max(0, ·) is taken at the end; NaN stays NaN.</param>
internal readonly unsafe struct Finish(float* bias = null, bool add = false, bool relu = false)
{
    public readonly float* Bias = bias;
    public readonly bool Add = add, Relu = relu;
}

/// <summary>How many columns a tile has; known to the compiler, so that a choice between them costs nothing.</summary>
internal interface ITileWidth
{
    /// <summary>Two vectors, or one.</summary>
    static abstract bool IsWide { get; }
}

/// <summary>Two vectors.</summary>
internal readonly struct Wide : ITileWidth
{
    public static bool IsWide => true;
}

/// <summary>One vector.</summary>
internal readonly struct Narrow : ITileWidth
{
    public static bool IsWide => false;
}
