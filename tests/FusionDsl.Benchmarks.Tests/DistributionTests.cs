using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;

namespace FusionDsl.Benchmarks.Tests;

public sealed class DistributionTests
{
    [Fact]
    public void Spread_is_the_middle_half_over_the_median()
    {
        var distribution = Distribution.Of([.. Enumerable.Range(1, 101).Select(value => (double)value)]);

        Assert.Equal(51, distribution.Median);
        Assert.Equal((1, 101), (distribution.Min, distribution.Max));
        Assert.Equal(50.0 / 51, distribution.Spread, tolerance: 0.02);
    }

    [Fact]
    public void A_slow_phase_that_meets_both_leaves_the_ratio_as_it_is()
    {
        double[] phases = [1, 1, 3, 3, 1, 2, 1];
        var (slow, fast) = (new Measured("slow", [.. phases.Select(phase => 8 * phase)]), new Measured("fast", [.. phases.Select(phase => 2 * phase)]));

        var speed = fast.SpeedAgainst([slow, fast], "slow")!;

        Assert.Equal((4, 0), (speed.Median, speed.Spread));
        Assert.Equal(4, slow.TimeAgainst([slow, fast], "fast")!.Median);
        Assert.Null(fast.TimeAgainst([slow, fast], "absent"));
    }

    [Fact]
    public void Contestants_alternate_and_rotate_and_warm_up_blocks_are_dropped()
    {
        var order = new List<string>();
        using var a = new Fake("a", order);
        using var b = new Fake("b", order);

        var measured = Alternating.Measure([a, b], new(Blocks: 3, TimeSpan.FromMilliseconds(100), WarmUpBlocks: 1));

        // 64 ms are too short, 128 are enough: a block is 100 rounds of a millisecond.
        Assert.Equal([100, 100, 100, 100], a.Rounds.TakeLast(4));
        Assert.Equal(["a", "b", "b", "a", "a", "b", "b", "a"], order.TakeLast(8));
        Assert.All(measured, one => Assert.Equal([0.0005, 0.0005, 0.0005], one.SecondsPerUnit));
        Assert.Equal(a.Rounds.Count, a.Resets);
    }

    /// <summary>A round takes a millisecond, by its own account.</summary>
    private sealed class Fake(string name, List<string> order) : Contestant(name)
    {
        public List<int> Rounds { get; } = [];

        public int Resets { get; private set; }

        public override long UnitsPerRound => 2;

        public override void Reset() => Resets++;

        public override TimeSpan Run(int rounds)
        {
            order.Add(Name);
            Rounds.Add(rounds);
            return TimeSpan.FromMilliseconds(rounds);
        }
    }
}
