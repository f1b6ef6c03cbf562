using System.Globalization;
using FusionDsl.Data;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class Shuffling
{
    private static long[] Order(int count, ulong seed, int epoch)
    {
        var order = new long[count];
        Shuffle.Fill(order, seed, epoch);
        return order;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Every_row_appears_once(int count) =>
        Assert.Equal(Enumerable.Range(0, count).Select(row => (long)row), Order(count, 3, 4).Order());

    [Fact]
    public void Seed_and_epoch_both_matter_and_are_not_interchangeable()
    {
        var orders = Enumerable.Range(0, 20).SelectMany(seed =>
            Enumerable.Range(0, 20).Select(epoch => string.Join(',', Order(50, (ulong)seed, epoch))));
        Assert.Equal(400, orders.Distinct().Count());
    }

    [Fact]
    public void The_order_is_the_same_on_every_machine()
    {
        // Pinned, from an independent implementation: were it to change, every published split and every resumed training would change
        // with it.
        Assert.Equal(
            Pinned, string.Join(' ', Order(12, 7, 0).Concat(Order(12, 7, 1)).Select(row => row.ToString(CultureInfo.InvariantCulture))));
    }

    private const string Pinned = "9 7 3 1 0 10 4 2 5 8 6 11 1 8 6 7 5 9 11 0 3 4 10 2";

    [Fact]
    public void All_permutations_are_equally_probable()
    {
        var counts = Enumerable.Range(0, 24_000).GroupBy(seed =>
            string.Join(',', Order(4, (ulong)seed, 0))).Select(group => group.Count()).ToArray();
        Assert.Equal(24, counts.Length);
        // χ² with 23 degrees of freedom exceeds 58 once in ten thousand times.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 1000, 2) / 1000), 0, 58);
    }

    [Fact]
    public void Numbers_below_a_bound_stay_below_and_all_come_up()
    {
        var random = new SplitMix64(0, 0);
        var values = Enumerable.Range(0, 1000).Select(_ => random.Below(6)).ToArray();
        Assert.All(values, value => Assert.InRange(value, 0UL, 5UL));
        Assert.Equal(6, values.Distinct().Count());
    }
}
