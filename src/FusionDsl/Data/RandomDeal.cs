namespace FusionDsl.Data;

/// <summary>Deals rows at random, over all or within each class.</summary>
internal static class RandomDeal
{
    /// <returns>The part of every row: 0 training, 1 validation, 2 test.</returns>
    public static int[] Parts(SplitPlan plan, int count, long[] classes)
    {
        var order = new long[count];
        Shuffle.Fill(order, plan.Seed, epoch: 0);
        var stratified = classes.Length > 0;
        long[][] strata = stratified
            ? [.. order.GroupBy(row => classes[row]).OrderBy(group => group.Key).Select(group => group.ToArray())]
            : [order];
        int[] sizes = [.. strata.Select(rows => rows.Length)];
        // A class that training never sees cannot be learned: one row of each stays.
        int[] free = [.. sizes.Select(size => stratified ? size - 1 : size)];
        var test = Apportion(sizes, plan.Test, free);
        int[] left = [.. free.Zip(test, (available, taken) => available - taken)];
        var validation = Apportion(sizes, plan.Validation, left);

        var parts = new int[count];
        for (var s = 0; s < strata.Length; s++)
        {
            foreach (var row in strata[s].AsSpan(0, test[s])) parts[row] = 2;
            foreach (var row in strata[s].AsSpan(test[s], validation[s])) parts[row] = 1;
        }
        return parts;
    }

    /// <summary>
    /// How many of each stratum make up a fraction of the whole: everyone gets the whole part of its share, and what is then missing
    /// goes to the largest remainders.
    /// </summary>
    private static int[] Apportion(int[] sizes, double fraction, int[] free)
    {
        int[] taken = [.. sizes.Select((size, i) => Math.Min(free[i], (int)(size * fraction)))];
        var missing = (int)Math.Round(sizes.Sum() * fraction, MidpointRounding.AwayFromZero) - taken.Sum();
        // A stable order: equal remainders keep the order of the strata.
        foreach (var i in Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i] * fraction % 1))
        {
            if (missing <= 0) break;
            if (taken[i] >= free[i] || sizes[i] * fraction == taken[i]) continue;
            taken[i]++;
            missing--;
        }
        return taken;
    }
}
