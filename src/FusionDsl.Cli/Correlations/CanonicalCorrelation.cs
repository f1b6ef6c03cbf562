using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Correlations;

/// <summary>
/// The mean of the canonical correlations of two views (Hotelling, 1936), 0 to 1. Invertible affine maps of a view change nothing.
/// </summary>
/// <remarks>
/// With as many features as rows, everything correlates perfectly with everything. So each view is first reduced to at most one principal
/// component per <see cref="RowsPerComponent"/> rows, the strongest ones; a view that has fewer features keeps all that it has.
/// </remarks>
internal static class CanonicalCorrelation
{
    /// <summary>How many rows a component takes at least.</summary>
    public const int RowsPerComponent = 10;

    /// <summary>An orthonormal basis of what a view says about the rows: [rows, components]; no components where it does not vary.</summary>
    /// <param name="view">[rows, features] float64.</param>
    public static Tensor Basis(Tensor view)
    {
        using var scope = NewDisposeScope();
        var (rows, features) = (view.shape[0], view.shape[1]);
        var most = Math.Max(1, rows / RowsPerComponent);
        var centred = view - view.mean([0], keepdim: true);
        var (left, sizes) = features <= most ? Exact(centred) : Leading(centred, most);

        // What is smaller than this is rounding and no direction of its own.
        var relative = features <= most ? 1e-10 : 1e-6;   // A Gram matrix has the squares.
        var largest = sizes.numel() == 0 ? 0 : sizes.max().ToDouble();
        var magnitude = view.abs().max().ToDouble();
        var count = largest <= magnitude * 1e-12 ? 0 : (long)sizes.gt(largest * relative).sum().ToInt64();
        return left.narrow(1, 0, count).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The mean of the singular values of AᵀB over the smaller number of components; NaN where a view has none.</summary>
    /// <param name="basis">[rows, components] of one view.</param>
    /// <param name="other">[rows, components] of the other.</param>
    public static double Of(Tensor basis, Tensor other)
    {
        if (basis.shape[1] == 0 || other.shape[1] == 0) return double.NaN;
        using var scope = NewDisposeScope();
        return linalg.svdvals(basis.t().mm(other)).clamp(0, 1).mean().ToDouble();
    }

    private static (Tensor Left, Tensor Sizes) Exact(Tensor centred)
    {
        var (left, sizes, _) = linalg.svd(centred, fullMatrices: false);
        return (left, sizes);
    }

    // From the smaller one of the two Gram matrices; eigenvalues come in ascending order.
    private static (Tensor Left, Tensor Sizes) Leading(Tensor centred, long most)
    {
        var isWide = centred.shape[1] > centred.shape[0];
        var (values, vectors) = linalg.eigh(isWide ? centred.mm(centred.t()) : centred.t().mm(centred));
        var count = Math.Min(most, values.shape[0]);
        var sizes = values.narrow(0, values.shape[0] - count, count).flip(0).clamp(0, double.MaxValue).sqrt();
        var leading = vectors.narrow(1, vectors.shape[1] - count, count).flip(1);
        return (isWide ? leading : centred.mm(leading) / sizes.clamp(1e-300, double.MaxValue), sizes);
    }
}
