using System.Globalization;
using FusionDsl.Data;
using Xunit.Abstractions;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class Splitting(ITestOutputHelper output)
{
    private static RowInfo Info(int rows, IReadOnlyList<string>? groups = null, IReadOnlyList<string>? parts = null) =>
        new([.. Enumerable.Range(0, rows).Select(row => "k" + row.ToString(CultureInfo.InvariantCulture))], groups, parts);

    private static string Fail(SplitPlan plan, RowInfo info, params long[] strata) =>
        Assert.Throws<DataException>(() => Splitter.Deal(plan, info, strata)).Message;

    private Random Seeded(int seed)
    {
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static void AssertDealsAll((long[] Train, long[] Validation, long[] Test) parts, int rows)
    {
        foreach (var part in new[] { parts.Train, parts.Validation, parts.Test }) Assert.Equal(part.Order(), part);
        Assert.Equal(Enumerable.Range(0, rows).Select(row => (long)row), parts.Train.Concat(parts.Validation).Concat(parts.Test).Order());
    }

    [Fact]
    public void Random_parts_are_disjoint_complete_and_as_large_as_declared()
    {
        var random = Seeded(11);
        for (var round = 0; round < 200; round++)
        {
            var rows = random.Next(20, 500);
            var plan = new SplitPlan(random.NextDouble() * 0.4 + 0.05, random.NextDouble() * 0.4 + 0.05, Seed: (ulong)random.NextInt64());
            var parts = Splitter.Deal(plan, Info(rows), []);
            AssertDealsAll(parts, rows);
            Assert.Equal(Math.Round(rows * plan.Validation, MidpointRounding.AwayFromZero), parts.Validation.Length);
            Assert.Equal(Math.Round(rows * plan.Test, MidpointRounding.AwayFromZero), parts.Test.Length);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_parts_and_another_seed_others()
    {
        var (one, again, other) = (Deal(7), Deal(7), Deal(8));
        Assert.Equal(one.Test, again.Test);
        Assert.Equal(one.Validation, again.Validation);
        Assert.NotEqual(one.Test, other.Test);

        static (long[] Train, long[] Validation, long[] Test) Deal(ulong seed) => Splitter.Deal(new SplitPlan(Seed: seed), Info(1000), []);
    }

    [Fact]
    public void Every_row_comes_into_the_test_part_about_equally_often()
    {
        var hits = new int[40];
        for (var seed = 0UL; seed < 4000; seed++)
            foreach (var row in Splitter.Deal(new SplitPlan(0.25, 0.25, Seed: seed), Info(40), []).Test) hits[row]++;
        // Binomial with 4000 draws of 1/4: 1000 with a standard deviation of 27; five of them.
        Assert.All(hits, count => Assert.InRange(count, 863, 1137));
    }

    [Fact]
    public void Stratified_parts_keep_the_proportions_of_every_class()
    {
        var random = Seeded(12);
        for (var round = 0; round < 100; round++)
        {
            var classes = random.Next(2, 12);
            var strata = Enumerable.Range(0, random.Next(100, 800)).Select(_ =>
                (long)(classes * Math.Pow(random.NextDouble(), 2))).ToArray();
            var plan = new SplitPlan(0.15, 0.2, Stratify: "Verdict", Seed: (ulong)round);
            var parts = Splitter.Deal(plan, Info(strata.Length), strata);
            AssertDealsAll(parts, strata.Length);
            foreach (var group in strata.GroupBy(label => label))
            {
                Assert.InRange(Math.Abs(parts.Validation.Count(row => strata[row] == group.Key) - group.Count() * 0.15), 0, 1);
                Assert.InRange(Math.Abs(parts.Test.Count(row => strata[row] == group.Key) - group.Count() * 0.2), 0, 1);
                Assert.Contains(parts.Train, row => strata[row] == group.Key);
            }
        }
    }

    [Fact]
    public void A_class_with_one_row_stays_in_training()
    {
        long[] strata = [.. Enumerable.Repeat(0L, 20), .. Enumerable.Range(1, 8).Select(label => (long)label)];
        for (var seed = 0UL; seed < 50; seed++)
        {
            var parts = Splitter.Deal(new SplitPlan(0.2, 0.2, Stratify: "V", Seed: seed), Info(strata.Length), strata);
            Assert.Equal(8, parts.Train.Count(row => strata[row] > 0));
        }
    }

    [Fact]
    public void Groups_never_appear_on_two_sides_and_fractions_are_near()
    {
        var random = Seeded(13);
        for (var round = 0; round < 100; round++)
        {
            var groups = Enumerable.Range(0, random.Next(30, 60)).SelectMany(g =>
                Enumerable.Repeat($"g{g}", random.Next(1, 12))).OrderBy(_ => random.Next()).ToArray();
            var parts = Splitter.Deal(new SplitPlan(0.2, 0.2, Group: "build", Seed: (ulong)round), Info(groups.Length, groups), []);
            AssertDealsAll(parts, groups.Length);
            string[][] sides = [.. new[] { parts.Train, parts.Validation, parts.Test }.Select(part =>
                part.Select(row => groups[row]).Distinct().ToArray())];
            Assert.Equal(groups.Distinct().Count(), sides.Sum(side => side.Length));
            // A group has at most 11 rows, and no single move may improve the deal.
            Assert.InRange(Math.Abs(parts.Validation.Length - groups.Length * 0.2), 0, 11);
            Assert.InRange(Math.Abs(parts.Test.Length - groups.Length * 0.2), 0, 11);
        }
    }

    [Fact]
    public void Grouped_and_stratified_keeps_groups_whole_and_classes_in_better_proportion_than_groups_alone()
    {
        var random = Seeded(14);
        double alone = 0, both = 0;
        for (var round = 0; round < 30; round++)
        {
            // Every group is mostly of one class, as builds of one program are.
            var rows = Enumerable.Range(0, 60).SelectMany(g =>
                Enumerable.Range(0, random.Next(2, 10)).Select(_ =>
                (Group: $"g{g}", Class: random.Next(10) == 0 ? random.Next(6) : g % 6))).ToArray();
            string[] groups = [.. rows.Select(row => row.Group)];
            long[] strata = [.. rows.Select(row => (long)row.Class)];
            foreach (var stratify in new[] { null, "Verdict" })
            {
                var parts = Splitter.Deal(new SplitPlan(0.2, 0.2, stratify, "build", Seed: (ulong)round), Info(rows.Length, groups),
                    strata);
                AssertDealsAll(parts, rows.Length);
                Assert.Empty(parts.Train.Select(row => groups[row]).Intersect(parts.Test.Select(row => groups[row])));
                Assert.Empty(
                    parts.Train.Concat(parts.Test).Select(row => groups[row]).Intersect(parts.Validation.Select(row => groups[row])));
                var off = Enumerable.Range(0, 6).Sum(label =>
                    Math.Abs(parts.Test.Count(row => strata[row] == label) / (double)strata.Count(s => s == label) - 0.2));
                if (stratify is null) alone += off;
                else both += off;
            }
        }
        output.WriteLine($"mean deviation of a class's test fraction: grouped {alone / 180:0.000}, grouped and stratified {both / 180:0.000}");
        Assert.True(both < alone / 2, $"{both} against {alone}");
    }

    [Fact]
    public void Three_groups_of_very_different_size_give_each_part_one()
    {
        string[] groups = [.. Enumerable.Repeat("large", 1000), "s", "t"];
        for (var seed = 0UL; seed < 20; seed++)
        {
            var parts = Splitter.Deal(new SplitPlan(Group: "g", Seed: seed), Info(groups.Length, groups), []);
            AssertDealsAll(parts, groups.Length);
            Assert.All(new[] { parts.Train, parts.Validation, parts.Test }, part => Assert.NotEmpty(part));
        }
    }

    [Fact]
    public void A_column_decides_alone_and_leaves_out_the_empty_ones()
    {
        var parts = Splitter.Deal(new SplitPlan(Column: "part"), Info(6, parts: ["test", "train", "", "validation", "train", "test"]), []);
        Assert.Equal([1, 4], parts.Train);
        Assert.Equal([3], parts.Validation);
        Assert.Equal([0, 5], parts.Test);
    }

    [Fact]
    public void Fractions_of_zero_give_empty_parts_without_complaint()
    {
        var parts = Splitter.Deal(new SplitPlan(0, 0), Info(5), []);
        Assert.Equal((5, 0, 0), (parts.Train.Length, parts.Validation.Length, parts.Test.Length));
        var grouped = Splitter.Deal(new SplitPlan(0.5, 0, Group: "g"), Info(4, ["a", "b", "a", "b"]), []);
        Assert.Equal((2, 2, 0), (grouped.Train.Length, grouped.Validation.Length, grouped.Test.Length));
        var given = Splitter.Deal(new SplitPlan(0.5, 0, Column: "p"), Info(2, parts: ["train", "validation"]), []);
        Assert.Empty(given.Test);
    }

    [Fact]
    public void Plans_that_cannot_be_followed_are_errors()
    {
        Assert.Equal("The split's validation is 1, expected a fraction from 0 to less than 1.", Fail(new(1, 0), Info(9)));
        Assert.Equal("The split's test is -0.1, expected a fraction from 0 to less than 1.", Fail(new(0.1, -0.1), Info(9)));
        Assert.Equal("The split's test is NaN, expected a fraction from 0 to less than 1.", Fail(new(0.1, double.NaN), Info(9)));
        Assert.Equal("The split's validation (0.5) and test (0.5) leave nothing for training; their sum has to be less than 1.",
            Fail(new(0.5, 0.5), Info(9)));
        Assert.Equal("2 rows give none to validation (fraction 0.15). Add rows, or make the split's validation larger.", Fail(new(), Info(2)));
        Assert.Equal("2 groups of 'g' cannot be dealt so that test gets one.", Fail(new(Group: "g"), Info(4, ["a", "b", "a", "b"])));
        Assert.Equal("The split keeps groups together by 'build', but the rows were loaded without that column.",
            Fail(new(Group: "build"), Info(9)));
        Assert.Equal("The split reads each row's part from 'part', but the rows were loaded without that column.",
            Fail(new(Column: "part"), Info(9)));
        Assert.Equal("The split is stratified by 'V', but the rows have no such labels.", Fail(new(Stratify: "V"), Info(9)));
        Assert.Equal("The split is stratified by 'V', but 2 of 9 rows have labels.", Fail(new(Stratify: "V"), Info(9), 0, 1));
        Assert.Equal("Row 2 ('k1'), column 'p': expected 'train', 'validation', 'test' or nothing, found 'Train'. Did you mean 'train'?",
            Fail(new(Column: "p"), Info(2, parts: ["train", "Train"])));
        Assert.Equal("No row of 2 rows has 'test' in 'p'. Give at least one row the value 'test' there.",
            Fail(new(Column: "p"), Info(2, parts: ["train", "validation"])));
        Assert.Contains("only one of them can decide", Fail(new(Column: "p", Group: "g"), Info(1, ["a"], ["train"])));
        Assert.Equal("There are no rows to split.", Fail(new(), Info(0)));
    }
}
