using FusionDsl.Cli.Comparisons;

namespace FusionDsl.Cli.Tests.Comparisons;

public sealed class PairedTestTests
{
    // Student's distribution has a closed form for one and two degrees of freedom.
    private static double TwoSided(double t, int freedom) =>
        freedom == 1 ? 1 - 2 / Math.PI * Math.Atan(Math.Abs(t)) : 1 - Math.Abs(t) / Math.Sqrt(2 + t * t);

    [Fact]
    public void Two_seeds_have_one_degree_of_freedom()
    {
        // Differences 0.03 and 0.05: mean 0.04, deviation 0.01 √2, t = 0.04 / 0.01 = 4.
        Assert.Equal(TwoSided(4, 1), PairedTest.Probability([0.93, 0.95], [0.90, 0.90]), 1e-9);
    }

    [Fact]
    public void Three_seeds_have_two()
    {
        // Differences 1, 2, 3: mean 2, deviation 1, t = 2 √3.
        Assert.Equal(TwoSided(2 * Math.Sqrt(3), 2), PairedTest.Probability([4, 6, 8], [3, 4, 5]), 1e-9);
        Assert.Equal(PairedTest.Probability([4, 6, 8], [3, 4, 5]), PairedTest.Probability([3, 4, 5], [4, 6, 8]), 1e-12);
    }

    [Fact]
    public void Five_seeds_agree_with_the_table_of_students_distribution()
    {
        // Differences with mean m and deviation 1 give t = m √5; 2.776 is the two-sided 5 % value for four degrees of freedom.
        double[] spread = [-1.2649110640673518, -0.6324555320336759, 0, 0.6324555320336759, 1.2649110640673518];
        var differences = spread.Select(value => value + 2.776445 / Math.Sqrt(5)).ToArray();
        Assert.Equal(0.05, PairedTest.Probability(differences, new double[5]), 1e-6);
    }

    [Fact]
    public void Pairs_count_and_not_the_spread_of_the_seeds()
    {
        double[] worse = [0.5, 0.7, 0.9], better = [0.51, 0.712, 0.911];   // Each seed gains about 0.011.
        Assert.True(PairedTest.Probability(better, worse) < 0.01);
    }

    [Fact]
    public void Without_spread_equal_is_equal_and_different_is_different()
    {
        Assert.Equal(1, PairedTest.Probability([0.8, 0.9], [0.8, 0.9]));
        Assert.Equal(0, PairedTest.Probability([0.9, 1.0], [0.8, 0.9]));
    }

    [Fact]
    public void One_seed_says_nothing() => Assert.Equal(double.NaN, PairedTest.Probability([0.9], [0.1]));

    [Fact]
    public void Deviations_are_those_of_a_sample()
    {
        Assert.Equal((2.0, 1.0), PairedTest.Moments([1, 2, 3]));
        Assert.Equal((5.0, double.NaN), PairedTest.Moments([5]));
    }
}
