namespace FusionDsl.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Blocks">Blocks of every contestant that count.</param>
/// <param name="BlockTime">Least time of a block.</param>
/// <param name="WarmUpBlocks">Blocks before them, of which nothing is kept.</param>
internal sealed record MeasuringPlan(int Blocks, TimeSpan BlockTime, int WarmUpBlocks = 2);

/// <summary>
/// Measures contestants in alternation: a block of each, in an order that rotates from round to round. A phase in which the machine is
/// slow then meets all of them, and ratios within a round hold although absolute times do not.
/// </summary>
internal static class Alternating
{
    private const int MostRounds = 1 << 24;

    /// <param name="contestants">Who takes part.</param>
    /// <param name="plan">How long.</param>
    /// <param name="told">Is told of every round.</param>
    public static IReadOnlyList<Measured> Measure(IReadOnlyList<Contestant> contestants, MeasuringPlan plan, Action<string>? told = null)
    {
        told?.Invoke("warming up");
        var rounds = contestants.Select(contestant => RoundsPerBlock(contestant, plan.BlockTime)).ToArray();
        var seconds = contestants.Select(_ => new List<double>(plan.Blocks)).ToArray();
        for (var block = 0; block < plan.WarmUpBlocks + plan.Blocks; block++)
        {
            told?.Invoke($"round {block + 1} of {plan.WarmUpBlocks + plan.Blocks}");
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var next = (block + turn) % contestants.Count;
                var time = Block(contestants[next], rounds[next]);
                if (block >= plan.WarmUpBlocks) seconds[next].Add(time.TotalSeconds / rounds[next] / contestants[next].UnitsPerRound);
            }
        }
        return [.. contestants.Select((contestant, i) => new Measured(contestant.Name, seconds[i]))];
    }

    // Doubles until a block is long enough; that is the time in which the runtime compiles the code anew, too.
    private static int RoundsPerBlock(Contestant contestant, TimeSpan enough)
    {
        for (var rounds = 1; ; rounds *= 2)
        {
            var time = Block(contestant, rounds);
            if (time < enough && rounds < MostRounds) continue;
            return Math.Max(1, (int)Math.Ceiling(rounds * (enough / time)));
        }
    }

    // What one contestant left to the garbage collector is not paid for by the next.
    private static TimeSpan Block(Contestant contestant, int rounds)
    {
        contestant.Reset();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return contestant.Run(rounds);
    }
}
