using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

[Collection(nameof(FusionDsl.Tests.Training.Alone))]
public sealed class PrincipalAxesTests
{
    [Fact]
    public void The_cars_are_the_published_ones()
    {
        using var scope = NewDisposeScope();
        var table = Cars.Table.to(ScalarType.Float64);
        LayerChecks.Equal(tensor(Cars.Means), table.mean([0L]), 5e-6);
        LayerChecks.Equal(tensor(Cars.Deviations), table.std(0), 5e-6);
    }

    [Fact]
    public void Components_of_the_cars_are_the_published_ones()
    {
        using var scope = NewDisposeScope();
        var standardizer = new Standardizer(Cars.Width);
        var axes = new PrincipalAxes(Cars.Width, Cars.Width);
        var rows = new TrainingRows(Cars.Table);
        standardizer.Fit(rows);
        axes.Fit(rows.Through(standardizer));

        // R scales by the deviation over count − 1, Standardizer by that over count.
        var published = tensor(Cars.ComponentDeviations) * Math.Sqrt(32.0 / 31);
        LayerChecks.Equal(published, axes.get_buffer("deviation")!, 1e-5);
        var found = axes.get_buffer("axes")!.to(ScalarType.Float64);
        for (var component = 0; component < Cars.Width; component++)
        {
            var loadings = tensor(Enumerable.Range(0, Cars.Width).Select(feature => Cars.Loadings[feature, component]).ToArray());
            var sign = Math.Sign((loadings * found[component]).sum().ToDouble());
            LayerChecks.Equal(loadings * sign, found[component], 1e-5);
        }

        // Coordinates: what R calls x, with the variances above.
        var coordinates = axes.call(standardizer.call(Cars.Table));
        LayerChecks.Equal(published, coordinates.std(0), 2e-5);
        LayerChecks.Equal(zeros(Cars.Width), coordinates.mean([0L]), 1e-5);
    }

    [Fact]
    public void Components_of_the_cars_are_those_of_Jacobi_rotations()
    {
        using var scope = NewDisposeScope();
        var table = Cars.Table.to(ScalarType.Float64);
        var centred = table - table.mean([0L]);
        var (variances, vectors) = Jacobi(Plain(centred.t().mm(centred) / 31));
        var axes = new PrincipalAxes(Cars.Width, 6);
        axes.Fit(Cars.Table);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(1, axes.get_buffer("deviation")![i].ToSingle() / Math.Sqrt(variances[i]), 1e-5);
            var expected = vectors[i];
            var largest = expected.MaxBy(Math.Abs);
            for (var j = 0; j < Cars.Width; j++)
                Assert.Equal(expected[j] * Math.Sign(largest), axes.get_buffer("axes")![i, j].ToSingle(), 1e-5);
        }
    }

    [Theory]
    [InlineData(300, 20)]
    [InlineData(20, 300)]
    [InlineData(40, 41)]
    public void Axes_are_orthonormal_in_order_of_variance_and_their_largest_entry_is_positive(int count, int width)
    {
        using var scope = NewDisposeScope();
        var rows = LayerChecks.Random(7, count, width) * linspace(1, 3, width) + 5;
        var axes = new PrincipalAxes(width, 12);
        axes.Fit(rows);
        var found = axes.get_buffer("axes")!.to(ScalarType.Float64);
        LayerChecks.Equal(eye(12), found.mm(found.t()), 1e-6);
        for (var i = 0; i < 12; i++) Assert.True(found[i][found[i].abs().argmax()].ToDouble() > 0);
        var deviations = axes.get_buffer("deviation")!.data<float>().ToArray();
        Assert.Equal(deviations.OrderDescending(), deviations);
        // The coordinates are uncorrelated, with these deviations.
        var coordinates = axes.call(rows).to(ScalarType.Float64);
        var covariance = coordinates.t().mm(coordinates) / (count - 1);
        LayerChecks.Equal(tensor(deviations).square().diag(), covariance, 1e-4 * deviations[0] * deviations[0]);
    }

    [Fact]
    public void No_other_directions_lose_less()
    {
        using var scope = NewDisposeScope();
        var rows = LayerChecks.Random(8, 200, 30).cumsum(1).to(ScalarType.Float64);
        var axes = new PrincipalAxes(30, 5);
        axes.Fit(rows.to(ScalarType.Float32));
        var centred = rows - rows.mean([0L]);
        double Lost(Tensor directions) => (centred - centred.mm(directions.t()).mm(directions)).square().sum().ToDouble();

        var lost = Lost(axes.get_buffer("axes")!.to(ScalarType.Float64));
        var all = new PrincipalAxes(30, 30);
        all.Fit(rows.to(ScalarType.Float32));
        Assert.Equal(1, all.get_buffer("deviation")!.to(ScalarType.Float64)[5..].square().sum().ToDouble() * 199 / lost, 1e-4);
        for (var seed = 0; seed < 20; seed++)
        {
            // Small turns as well as quite other directions.
            var turn = LayerChecks.Random(seed, 5, 30).to(ScalarType.Float64) * Math.Pow(10, -seed / 5.0);
            var other = axes.get_buffer("axes")!.to(ScalarType.Float64) + turn;
            Assert.True(Lost(linalg.qr(other.t()).Q.t()) >= lost * (1 - 1e-9), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0.50, 1)]
    [InlineData(0.60, 1)]
    [InlineData(0.61, 2)]
    [InlineData(0.84, 2)]
    [InlineData(0.85, 3)]
    [InlineData(0.95, 6)]
    [InlineData(0.999, 11)]
    [InlineData(1.0, 11)]
    public void So_many_axes_are_kept_as_show_the_variance_asked_for(double variance, int kept)
    {
        // Cumulative proportions as R prints them: 0.6008 0.8417 0.8987 0.9232 0.9436 0.9628 0.9751 0.9863 0.9933 0.9980 1.
        using var scope = NewDisposeScope();
        var standardizer = new Standardizer(Cars.Width);
        var axes = new PrincipalAxes(Cars.Width, Cars.Width, variance);
        var rows = new TrainingRows(Cars.Table);
        standardizer.Fit(rows);
        axes.Fit(rows.Through(standardizer));
        Assert.Equal(kept, (axes.get_buffer("deviation")! > 0).sum().ToInt32());
        Assert.Equal(kept, (axes.get_buffer("axes")!.abs().sum([1L]) > 0).sum().ToInt32());
        var coordinates = axes.call(standardizer.call(Cars.Table));
        Assert.Equal([32, 11], coordinates.shape);
        Assert.Equal(kept, (coordinates.abs().sum([0L]) > 0).sum().ToInt32());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.9)]
    public void Whitened_coordinates_have_unit_variance(double? variance)
    {
        using var scope = NewDisposeScope();
        var axes = new PrincipalAxes(Cars.Width, 9, variance, whiten: true);
        var standardizer = new Standardizer(Cars.Width);
        standardizer.Fit(Cars.Table);
        var rows = standardizer.call(Cars.Table);
        axes.Fit(rows);
        var kept = variance is null ? 9 : 4;
        var coordinates = axes.call(rows).to(ScalarType.Float64);
        var covariance = coordinates.t().mm(coordinates) / 31;
        var expected = zeros(9, 9);
        for (var i = 0; i < kept; i++) expected[i, i] = 1;
        LayerChecks.Equal(expected, covariance, 1e-4);
    }

    [Fact]
    public void Directions_without_variance_are_zero_not_noise()
    {
        using var scope = NewDisposeScope();
        var rows = LayerChecks.Random(9, 50, 3).mm(LayerChecks.Random(10, 3, 8));
        var axes = new PrincipalAxes(8, 6, whiten: true);
        axes.Fit(rows);
        Assert.Equal(3, (axes.get_buffer("deviation")! > 0).sum().ToInt32());
        Assert.True(axes.call(rows).abs().max().ToSingle() < 10);
        axes.Fit(ones(50, 8));
        Assert.Equal(0, axes.call(rows).abs().max().ToSingle());
    }

    [Fact]
    public void Random_projections_find_a_known_spectrum()
    {
        // X = U · diag(100 · 0.8ⁱ) · Vᵀ + mean with orthonormal U ⊥ 1 and V: deviations and axes are known.
        using var scope = NewDisposeScope();
        const int count = 1500, width = 1200, rank = 40, wanted = 12;
        var u = linalg.qr(cat([ones(count, 1), LayerChecks.Random(11, count, rank)], dim: 1).to(ScalarType.Float64)).Q[.., 1..];
        var v = linalg.qr(LayerChecks.Random(12, width, rank).to(ScalarType.Float64)).Q;
        var lengths = tensor(Enumerable.Range(0, rank).Select(i => 100 * Math.Pow(0.8, i)).ToArray());
        var table = (u * lengths).mm(v.t()) + LayerChecks.Random(13, width).to(ScalarType.Float64);
        var rows = new TrainingRows(table.to(ScalarType.Float32));

        var found = AxesFinder.Find(rows, wanted);
        LayerChecks.Equal(lengths[..wanted] / Math.Sqrt(count - 1), found.Variances.sqrt(), 1e-5);
        Assert.Equal(lengths.square().sum().ToDouble() / (count - 1), found.Total, 1e-4);
        var alike = found.Axes.mm(v[.., ..wanted]).abs();
        LayerChecks.Equal(eye(wanted), alike, 1e-4);
        LayerChecks.Equal(eye(wanted), found.Axes.mm(found.Axes.t()), 1e-10);

        // Once more: the same bits, and no one else's random numbers were touched.
        manual_seed(4);
        var expected = rand(3);
        manual_seed(4);
        var again = AxesFinder.Find(rows, wanted);
        LayerChecks.Equal(expected, rand(3), 0);
        LayerChecks.Equal(found.Axes, again.Axes, 0);
    }

    [Fact]
    public void Random_projections_agree_with_the_exact_decomposition_where_the_spectrum_falls_slowly()
    {
        using var scope = NewDisposeScope();
        var table = LayerChecks.Random(14, 400, 300) * (1 / (1 + arange(300)).to(ScalarType.Float32).sqrt());
        var rows = new TrainingRows(table);
        var exact = AxesFinder.Find(rows, 8);
        var (axes, variances) = RandomizedAxes.Find(rows, exact.Mean, 8);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(1, variances[i].ToDouble() / exact.Variances[i].ToDouble(), 2e-3));
        // The space that they span together shows as much as the best one, to a thousandth.
        var centred = table.to(ScalarType.Float64) - exact.Mean;
        Assert.Equal(1, centred.mm(axes.t()).square().sum().ToDouble() / centred.mm(exact.Axes.t()).square().sum().ToDouble(), 1e-3);
    }

    [Fact]
    public void Rows_of_ten_thousand_numbers_are_no_trouble()
    {
        // Pictures of 100 × 100 that are sums of 50 waves: everything else is noise.
        using var scope = NewDisposeScope();
        const int count = 2000, width = 10_000, waves = 50;
        var patterns = linalg.qr(LayerChecks.Random(15, width, waves).to(ScalarType.Float64)).Q.to(ScalarType.Float32);
        var strengths = LayerChecks.Random(16, count, waves) * linspace(60, 20, waves);
        var rows = strengths.mm(patterns.t()).add_(LayerChecks.Random(17, count, width).mul_(0.1)).view(count, 1, 100, 100);
        var axes = new PrincipalAxes(width, waves);
        axes.Fit(rows);
        var found = axes.get_buffer("axes")!;
        LayerChecks.Equal(eye(waves), found.mm(found.t()), 1e-5);
        // The patterns lie in the space of the axes.
        LayerChecks.Equal(ones(waves), found.mm(patterns).square().sum([0L]), 1e-3);
        Assert.Equal([3, waves], axes.call(rows[..3]).shape);
    }

    [Fact]
    public void Rows_that_cannot_be_fitted_are_explained()
    {
        using var scope = NewDisposeScope();
        Assert.Contains(
            "8 components need at least 9 training rows; there are 8, and around their mean these span at most 7 axes",
            Fails(8, null, LayerChecks.Random(1, 8, 10)));
        Assert.Contains("one training row does not vary", Fails(1, 0.9, LayerChecks.Random(1, 1, 10)));
        Assert.Contains("no training rows", Fails(2, null, zeros(0, 10)));
        Assert.Contains("[5, 3]; expected 10 numbers a row", Fails(2, null, zeros(5, 3)));
        var broken = LayerChecks.Random(1, 20, 10);
        broken[3, 4] = float.NaN;
        Assert.Contains("Feature 4 ", Fails(2, null, broken));
        broken[3, 4] = float.PositiveInfinity;
        Assert.Contains("Feature 4 ", Fails(2, null, broken));

        // With a part of the variance there may be fewer rows than components.
        var few = new PrincipalAxes(10, 8, variance: 1);
        few.Fit(LayerChecks.Random(1, 4, 10));
        Assert.Equal(3, (few.get_buffer("deviation")! > 0).sum().ToInt32());

        static string Fails(int components, double? variance, Tensor rows)
        {
            using var axes = new PrincipalAxes(10, components, variance);
            return Assert.Throws<FusionException>(() => axes.Fit(rows)).Message;
        }
    }

    [Fact]
    public void Its_axes_are_saved_but_not_trained()
    {
        using var plain = new PrincipalAxes(5, 3);
        Assert.Equal(["mean", "axes", "deviation"], plain.state_dict().Keys);
        using var white = new PrincipalAxes(5, 3, whiten: true);
        Assert.Equal(["mean", "axes", "deviation", "scale"], white.state_dict().Keys);
        Assert.Equal(0, FlatParameters.Of(white).Count);
        using var rows = LayerChecks.Random(2, 4, 5);
        using var passed = plain.call(rows);
        using var first = rows.narrow(1, 0, 3);
        LayerChecks.Equal(first, passed, 0);
    }

    [Fact]
    public void Gradients_flow_samples_do_not_mix_and_nothing_leaks()
    {
        using var scope = NewDisposeScope();
        LayerChecks.NothingLeaks(Fitted, LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.SamplesDoNotMix(Fitted(), LayerChecks.Random(3, 3, 4, 5));
        LayerChecks.GradientsAreThoseOfFiniteDifferences(Fitted(), LayerChecks.Random(3, 3, 4, 5));
        var axes = Fitted();
        var rows = LayerChecks.Random(4, 30, 4, 5);
        axes.Fit(rows);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++) axes.Fit(rows);
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount, long.MinValue, before);

        static PrincipalAxes Fitted()
        {
            using var rows = LayerChecks.Random(4, 30, 4, 5);
            var axes = new PrincipalAxes(20, 6, variance: 0.7, whiten: true);
            axes.Fit(rows);
            return axes;
        }
    }

    private static double[,] Plain(Tensor matrix)
    {
        using var dense = matrix.contiguous();
        var (values, size) = (dense.data<double>().ToArray(), (int)matrix.shape[1]);
        var plain = new double[matrix.shape[0], size];
        for (var i = 0; i < values.Length; i++) plain[i / size, i % size] = values[i];
        return plain;
    }

    // Eigenvalues, descending, and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
    private static (double[] Values, double[][] Vectors) Jacobi(double[,] a)
    {
        var n = a.GetLength(0);
        var v = new double[n, n];
        for (var i = 0; i < n; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < 60; sweep++)
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++)
                {
                    if (a[p, q] == 0) continue;
                    var angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]);
                    var (s, c) = Math.SinCos(angle);
                    for (var k = 0; k < n; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
                    for (var k = 0; k < n; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
                    for (var k = 0; k < n; k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
                }
        var order = Enumerable.Range(0, n).OrderByDescending(i => a[i, i]).ToArray();
        return ([.. order.Select(i => a[i, i])], [.. order.Select(i => Enumerable.Range(0, n).Select(k => v[k, i]).ToArray())]);
    }
}
