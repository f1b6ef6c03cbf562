namespace FusionDsl.Data;

/// <summary>
/// Deals whole groups. Which groups make up a fraction exactly is a packing problem; here groups in random order go where they help most,
/// then single groups move as long as that brings the parts closer to their fractions.
/// </summary>
internal static class GroupedDeal
{
    private const int MostPasses = 50;

    /// <returns>The part of every row: 0 training, 1 validation, 2 test.</returns>
    public static int[] Parts(SplitPlan plan, IReadOnlyList<string> groups, long[] classes)
    {
        var groupOf = new int[groups.Count];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (!numbers.TryGetValue(groups[row], out var number)) numbers.Add(groups[row], number = numbers.Count);
            groupOf[row] = number;
        }
        var deal = new Dealing(plan, numbers.Count, groupOf, classes);
        var order = new long[numbers.Count];
        Shuffle.Fill(order, plan.Seed, epoch: 0);
        foreach (var group in order) deal.Place((int)group);
        for (var pass = 0; pass < MostPasses && deal.Improve(order); pass++) { }
        deal.FillEmpty(order);
        return [.. groupOf.Select(group => deal.PartOf[group])];
    }

    private sealed class Dealing
    {
        private readonly double[] _fractions;
        private readonly int[][] _sizes;     // [group][class]
        private readonly int[] _totals;      // [class]
        private readonly long[][] _dealt;    // [part][class]

        public Dealing(SplitPlan plan, int groups, int[] groupOf, long[] classes)
        {
            _fractions = [.. Enumerable.Range(0, 3).Select(part => Splitter.Fraction(plan, part))];
            long[] names = [.. classes.Distinct().Order()];
            var width = Math.Max(1, names.Length);
            _sizes = [.. Enumerable.Range(0, groups).Select(_ => new int[width])];
            _totals = new int[width];
            _dealt = [new long[width], new long[width], new long[width]];
            PartOf = new int[groups];
            for (var row = 0; row < groupOf.Length; row++)
            {
                var stratum = classes.Length == 0 ? 0 : Array.BinarySearch(names, classes[row]);
                _sizes[groupOf[row]][stratum]++;
                _totals[stratum]++;
            }
        }

        public int[] PartOf { get; }

        public void Place(int group)
        {
            PartOf[group] = Parts().MinBy(part => Cost(part, group, +1));
            Add(group, +1);
        }

        /// <summary>Moves every group for which there is a better place.</summary>
        /// <returns>Whether one was moved.</returns>
        public bool Improve(long[] order)
        {
            var moved = false;
            foreach (int group in order)
            {
                var from = PartOf[group];
                var gain = Cost(from, group, -1);
                var (best, cost) = (from, 0.0);
                foreach (var part in Parts())
                {
                    if (part == from) continue;
                    var change = Cost(from, group, -1) + Cost(part, group, +1);
                    if (change < cost - 1e-9) (best, cost) = (part, change);
                }
                if (best == from) continue;
                Add(group, -1);
                PartOf[group] = best;
                Add(group, +1);
                moved = true;
            }
            return moved;
        }

        /// <summary>A part that got nothing takes the smallest group of the part that has the most groups.</summary>
        public void FillEmpty(long[] order)
        {
            foreach (var part in Parts())
            {
                if (PartOf.Contains(part)) continue;
                var richest = PartOf.GroupBy(owner => owner).OrderByDescending(owned => owned.Count()).ThenBy(owned => owned.Key).First();
                if (richest.Count() < 2) return;
                PartOf[order.Where(group => PartOf[group] == richest.Key).MinBy(group => _sizes[group].Sum())] = part;
            }
        }

        private IEnumerable<int> Parts() => Enumerable.Range(0, 3).Where(part => _fractions[part] > 0);

        private void Add(int group, int sign)
        {
            var dealt = _dealt[PartOf[group]];
            for (var i = 0; i < dealt.Length; i++) dealt[i] += sign * _sizes[group][i];
        }

        /// <summary>
        /// What adding (+1) or removing (-1) a group changes in the squared distance of a part from its share, in units of each
        /// class's size, so that rare classes count as much as frequent ones.
        /// </summary>
        private double Cost(int part, int group, int sign)
        {
            var cost = 0.0;
            for (var i = 0; i < _totals.Length; i++)
            {
                double off = _dealt[part][i] - _fractions[part] * _totals[i], step = sign * _sizes[group][i];
                cost += step * (2 * off + step) / ((double)_totals[i] * _totals[i]);
            }
            return cost;
        }
    }
}
