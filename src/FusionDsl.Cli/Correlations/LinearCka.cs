using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Correlations;

/// <summary>
/// Centred kernel alignment with linear kernels (Kornblith et al., 2019): how alike two views arrange the same rows, 0 to 1. Rotations and one
/// common scale of a view change nothing.
/// </summary>
/// <remarks>Works on Gram matrices, rows × rows, so that a view may have any number of features.</remarks>
internal static class LinearCka
{
    /// <summary>K = X Xᵀ of the columns of X less their means: [rows, rows].</summary>
    /// <param name="view">[rows, features] float64.</param>
    public static Tensor Gram(Tensor view)
    {
        using var mean = view.mean([0], keepdim: true);
        using var centred = view - mean;
        using var transposed = centred.t();
        return centred.mm(transposed);
    }

    /// <summary>⟨K, L⟩ / (‖K‖ ‖L‖), which is ‖YᵀX‖² / (‖XᵀX‖ ‖YᵀY‖) in Frobenius norms; NaN where a view does not vary.</summary>
    public static double Of(Tensor gram, Tensor other) => Quotient(Product, gram, other);

    /// <summary>
    /// The same with the unbiased estimate of dependence (Song et al., 2012), whose expectation is 0 for independent views however many
    /// features they have; below 0 by chance. At least 4 rows.
    /// </summary>
    public static double Debiased(Tensor gram, Tensor other)
    {
        using Tensor hollow = Hollow(gram), otherHollow = Hollow(other);
        return Quotient(Unbiased, hollow, otherHollow);
    }

    private static double Quotient(Func<Tensor, Tensor, double> product, Tensor one, Tensor other)
    {
        var size = product(one, one) * product(other, other);
        return size > 0 ? product(one, other) / Math.Sqrt(size) : double.NaN;
    }

    private static double Product(Tensor one, Tensor other)
    {
        using var product = one * other;
        using var sum = product.sum();
        return sum.ToDouble();
    }

    // n (n − 3) HSIC₁ of two Gram matrices without their diagonals: ⟨K, L⟩ + 1ᵀK1 1ᵀL1 / ((n − 1)(n − 2)) − 2 1ᵀKL1 / (n − 2).
    private static double Unbiased(Tensor one, Tensor other)
    {
        using Tensor sums = one.sum([0L]), otherSums = other.sum([0L]);
        using Tensor all = sums.sum(), otherAll = otherSums.sum(), cross = sums.dot(otherSums);
        double n = one.shape[0];
        return Product(one, other) + all.ToDouble() * otherAll.ToDouble() / ((n - 1) * (n - 2)) - 2 * cross.ToDouble() / (n - 2);
    }

    private static Tensor Hollow(Tensor gram)
    {
        using var diagonal = gram.diagonal();
        using var matrix = diagonal.diag();
        return gram - matrix;
    }
}
