using FusionDsl.Cli.Correlations;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Tests.Correlations;

/// <summary>CKA and CCA against their formulas computed plainly, and what must and must not change them.</summary>
public sealed class MeasureTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static Tensor Normal(int seed, long rows, long features)
    {
        using var random = new torch.Generator((ulong)seed);
        return randn(rows, features, dtype: ScalarType.Float64, generator: random);
    }

    private static double Cka(Tensor x, Tensor y) => LinearCka.Of(LinearCka.Gram(x), LinearCka.Gram(y));

    private static double Debiased(Tensor x, Tensor y) => LinearCka.Debiased(LinearCka.Gram(x), LinearCka.Gram(y));

    private static double Cca(Tensor x, Tensor y) => CanonicalCorrelation.Of(CanonicalCorrelation.Basis(x), CanonicalCorrelation.Basis(y));

    private static double[,] Plain(Tensor view)
    {
        var (rows, features) = (view.shape[0], view.shape[1]);
        var values = new double[rows, features];
        for (var column = 0; column < features; column++)
        {
            var mean = Enumerable.Range(0, (int)rows).Average(row => view[row, column].ToDouble());
            for (var row = 0; row < rows; row++) values[row, column] = view[row, column].ToDouble() - mean;
        }
        return values;
    }

    // ‖YᵀX‖² by its sums.
    private static double Squared(double[,] x, double[,] y)
    {
        double all = 0;
        for (var i = 0; i < x.GetLength(1); i++)
            for (var j = 0; j < y.GetLength(1); j++)
            {
                double product = 0;
                for (var row = 0; row < x.GetLength(0); row++) product += x[row, i] * y[row, j];
                all += product * product;
            }
        return all;
    }

    private static Tensor Related(Tensor x, int seed, long features) =>
        x.mm(Normal(seed, x.shape[1], features)) + 0.7 * Normal(seed + 1, x.shape[0], features);

    [Theory]
    [InlineData(20, 3, 4)]
    [InlineData(15, 40, 6)]   // More features than rows.
    public void Cka_is_the_formula_of_its_paper(int rows, int features, int others)
    {
        var x = Normal(1, rows, features) + 5;
        var y = Related(x, 2, others);
        var (plainX, plainY) = (Plain(x), Plain(y));
        var expected = Squared(plainX, plainY) / Math.Sqrt(Squared(plainX, plainX) * Squared(plainY, plainY));
        Assert.Equal(expected, Cka(x, y), 1e-12);
    }

    [Fact]
    public void The_debiased_estimate_is_the_formula_of_its_paper()
    {
        var x = Normal(3, 12, 4);
        var y = Related(x, 4, 3);
        Assert.Equal(Hsic(x, y) / Math.Sqrt(Hsic(x, x) * Hsic(y, y)), Debiased(x, y), 1e-12);

        // Song et al. (2012), equation 5, sum by sum.
        static double Hsic(Tensor x, Tensor y)
        {
            var (k, l) = (Hollow(x), Hollow(y));
            var n = k.GetLength(0);
            double trace = 0, sumK = 0, sumL = 0, cross = 0;
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                {
                    trace += k[i, j] * l[j, i];
                    sumK += k[i, j];
                    sumL += l[i, j];
                    for (var m = 0; m < n; m++) cross += k[i, j] * l[j, m];
                }
            return (trace + sumK * sumL / ((n - 1.0) * (n - 2)) - 2 * cross / (n - 2)) / (n * (n - 3.0));
        }

        static double[,] Hollow(Tensor view)
        {
            var values = Plain(view);
            var n = values.GetLength(0);
            var gram = new double[n, n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    if (i != j)
                        for (var c = 0; c < values.GetLength(1); c++) gram[i, j] += values[i, c] * values[j, c];
            return gram;
        }
    }

    [Fact]
    public void Cka_does_not_mind_rotations_places_and_one_scale_but_does_mind_scales_of_features()
    {
        var x = Normal(5, 50, 6);
        var y = Related(x, 6, 4);
        var (rotation, _) = linalg.qr(Normal(7, 6, 6));
        var expected = Cka(x, y);
        Assert.Equal(expected, Cka(3.5 * x.mm(rotation) - 20, y), 1e-12);
        Assert.Equal(Debiased(x, y), Debiased(3.5 * x.mm(rotation) - 20, y), 1e-12);
        Assert.NotEqual(expected, Cka(x * tensor(new double[] { 9, 1, 1, 1, 1, 1 }), y), 1e-3);
    }

    [Fact]
    public void Cca_does_not_mind_any_invertible_affine_map()
    {
        var x = Normal(8, 100, 5);
        var y = Related(x, 9, 3);
        var expected = Cca(x, y);
        Assert.InRange(expected, 0.5, 0.99);
        Assert.Equal(expected, Cca(x.mm(Normal(10, 5, 5)) + 7, y.mm(Normal(11, 3, 3)) - 1), 1e-9);
        Assert.Equal(expected, Cca(y, x), 1e-12);
    }

    [Fact]
    public void Of_one_feature_each_cca_is_the_correlation()
    {
        var x = Normal(12, 40, 1);
        var y = Related(x, 13, 1);
        var (a, b) = (Plain(x), Plain(y));
        double xy = 0, xx = 0, yy = 0;
        for (var row = 0; row < 40; row++)
        {
            xy += a[row, 0] * b[row, 0];
            xx += a[row, 0] * a[row, 0];
            yy += b[row, 0] * b[row, 0];
        }
        Assert.Equal(Math.Abs(xy) / Math.Sqrt(xx * yy), Cca(x, y), 1e-12);
        Assert.Equal(xy * xy / (xx * yy), Cka(x, y), 1e-12);
    }

    [Fact]
    public void Canonical_correlations_are_those_of_the_covariances()
    {
        var x = Normal(14, 80, 4);
        var y = Related(x, 15, 3);
        var (a, b) = (x - x.mean([0L], keepdim: true), y - y.mean([0L], keepdim: true));
        // The eigenvalues of Sxx⁻¹ Sxy Syy⁻¹ Syx are their squares.
        var squares = linalg.eigvals(linalg.inv(a.t().mm(a)).mm(a.t().mm(b)).mm(linalg.inv(b.t().mm(b))).mm(b.t().mm(a)));
        var expected = squares.real.clamp(0, 1).sqrt().sort(descending: true).Values.narrow(0, 0, 3).mean().ToDouble();
        Assert.Equal(expected, Cca(x, y), 1e-9);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(300, 40)]
    [InlineData(500, 500)]
    public void Independent_noise_has_nothing_in_common_however_wide_it_is(int features, int others)
    {
        var (x, y) = (Normal(16, 200, features), Normal(17, 200, others));
        Assert.Equal(0, Debiased(x, y), 0.05);
        var table = CorrelationTable.Measure(new(200, 200, [("A", x), ("B", y)]), seed: 1);
        var pair = Assert.Single(table.Pairs);
        // What is measured is what chance gives.
        Assert.Equal(pair.Cka.Chance, pair.Cka.Value, 0.05);
        Assert.Equal(pair.Cca.Chance, pair.Cca.Value, 0.06);
        Assert.True(pair.Cca.Value < 0.5, $"{pair.Cca}");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(300)]
    public void A_modality_has_everything_in_common_with_itself(int features)
    {
        var x = Normal(18, 100, features);
        Assert.Equal(1, Cka(x, x), 1e-9);
        Assert.Equal(1, Debiased(x, x), 1e-9);
        Assert.Equal(1, Cca(x, x), 1e-6);
    }

    [Fact]
    public void Features_that_repeat_others_or_never_vary_change_no_canonical_correlation()
    {
        var x = Normal(19, 100, 3);
        var y = Related(x, 20, 3);
        var more = cat([x, x.narrow(1, 0, 2), ones(100, 1, dtype: ScalarType.Float64)], 1);
        Assert.Equal(3, CanonicalCorrelation.Basis(more).shape[1]);
        Assert.Equal(Cca(x, y), Cca(more, y), 1e-9);
    }

    [Fact]
    public void A_view_that_does_not_vary_has_no_number()
    {
        var flat = full(50, 3, 0.1, dtype: ScalarType.Float64);
        var x = Normal(21, 50, 3);
        Assert.Equal(0, CanonicalCorrelation.Basis(flat).shape[1]);
        Assert.Equal(double.NaN, Cca(flat, x));
        var pair = CorrelationTable.Measure(new(50, 50, [("A", flat * 0), ("B", x)]), seed: 1).Pairs[0];
        Assert.Equal((double.NaN, double.NaN), (pair.Cka.Value, pair.DebiasedCka));
        Assert.True(pair.Cka.IsNoise && pair.Cca.IsNoise);
    }

    [Fact]
    public void A_wide_view_is_reduced_to_its_strongest_components()
    {
        // One strong direction among 80 weak ones, the same in both views.
        var strong = Normal(22, 60, 1);
        var x = 0.01 * Normal(23, 60, 80) + strong.mm(Normal(24, 1, 80));
        var y = 0.01 * Normal(25, 60, 2) + strong.mm(Normal(26, 1, 2));
        var basis = CanonicalCorrelation.Basis(x);
        Assert.Equal([60, 6], basis.shape);
        Assert.Equal(1, basis.t().mm(basis).sub(eye(6, dtype: ScalarType.Float64)).abs().max().ToDouble() + 1, 1e-9);
        var centred = strong - strong.mean();
        Assert.Equal(1, basis.narrow(1, 0, 1).t().mm(centred / centred.norm()).abs().ToDouble(), 1e-3);
        Assert.InRange(Cca(x, y), 0.5, 1);
    }

    [Fact]
    public void Tokens_are_counted()
    {
        var counts = ModalityViews.BagOfTokens(tensor(new long[,] { { 0, 2, 2 }, { 1, 1, 1 } }), 4);
        Assert.Equal([1, 0, 2, 0, 0, 3, 0, 0], counts.data<double>().ToArray());
    }
}
