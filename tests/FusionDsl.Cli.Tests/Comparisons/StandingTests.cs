using FusionDsl.Cli.Commands;
using FusionDsl.Cli.Comparisons;
using FusionDsl.Cli.Pictures;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Comparisons;

public sealed class StandingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly VariantResult[] Three =
    [
        Results.Of("low", "Side", 0.50, 0.52, 0.51), Results.Of("close", "Side", 0.89, 0.93, 0.90), Results.Of("high", "Side", 0.90, 0.92, 0.94),
    ];

    [Fact]
    public void The_best_is_the_greatest_mean_and_the_others_are_held_against_it()
    {
        var standing = Standing.Of("Side", Three);
        Assert.Equal(("Side", "accuracy", "macroF1", (double?)0.4), (standing.Head, standing.Metric, standing.Second, standing.Majority));
        Assert.Equal([Rank.Worse, Rank.WithinNoise, Rank.Best], standing.Rows.Select(row => row.Rank));
        foreach (var (expected, row) in new[] { -0.41, -0.04 / 3, 0 }.Zip(standing.Rows)) Assert.Equal(expected, row.Difference, 1e-12);
        Assert.Equal(PairedTest.Probability([0.90, 0.92, 0.94], [0.89, 0.93, 0.90]), standing.Rows[1].Probability);
        Assert.Equal(["−0.410", "−0.013 within noise", "best"], standing.Rows.Select(ComparisonReport.ToTheBest));
        Assert.Equal("0.510 ± 0.010", ComparisonReport.MeanAndDeviation(standing.Rows[0].Values));
    }

    [Fact]
    public void One_seed_never_decides()
    {
        var standing = Standing.Of("Side", [Results.Of("low", "Side", 0.1), Results.Of("high", "Side", 0.9)]);
        Assert.Equal([Rank.Unknown, Rank.Best], standing.Rows.Select(row => row.Rank));
        Assert.Equal("−0.800 ?", ComparisonReport.ToTheBest(standing.Rows[0]));
        Assert.Equal("0.900", ComparisonReport.MeanAndDeviation(standing.Rows[1].Values));
    }

    [Fact]
    public void A_regression_is_decided_by_its_r2()
    {
        var results = new[] { ("a", 0.2), ("b", 0.8) }.Select(one => new VariantResult(
            new(one.Item1, "", null, new Dictionary<string, string>()),
            [Results.Seed(1, "Size", ("mae", 1), ("rmse", 2), ("r2", one.Item2)), Results.Seed(2, "Size", ("mae", 1), ("rmse", 2), ("r2", one.Item2))])).ToList();
        var standing = Standing.Of("Size", results);
        Assert.Equal(("r2", "rmse"), (standing.Metric, standing.Second));
        Assert.Equal([Rank.Worse, Rank.Best], standing.Rows.Select(row => row.Rank));
    }

    [Fact]
    public void The_table_has_means_marks_and_the_rule_below_and_the_broken_sensors()
    {
        var text = Report(Three, seeds: 3);
        Assert.Contains("Net: 3 variants, 3 seeds, 50 test rows", text);
        Assert.Matches(@"low +0\.510 ± 0\.010 +0\.255 ± 0\.005 +−0\.410 +1,234 +3\.00 s", text);
        Assert.Matches(@"close .*−0\.013 within noise", text);
        Assert.Matches(@"high .*best", text);
        Assert.Matches(@"\(most frequent class\) +0\.400", text);
        Assert.Contains("Note: ± is the standard deviation over seeds 1 to 3. 'within noise': in a paired t-test on the accuracy of equal seeds", text);
        Assert.Contains("Of 50 rows, an accuracy of 0.920 has a standard error of 0.038.", text);   // √(0.92 · 0.08 / 50)
        Assert.Contains("Side: accuracy with a modality removed (difference to intact data)", text);
        Assert.Matches(@"high +0\.460 \(−0\.460\)", text);
        Assert.Contains("with a modality noised", text);
        Assert.DoesNotContain("with a modality zeroed", text);   // Nothing was tested so.
    }

    [Fact]
    public void With_one_seed_the_rule_says_that_nothing_is_known()
    {
        var text = Report([Results.Of("low", "Side", 0.1), Results.Of("high", "Side", 0.9)], seeds: 1);
        Assert.Contains("with one seed nothing can be said about which differences are noise", text);
        Assert.DoesNotContain("best", text);
    }

    [Fact]
    public void The_pictures_have_a_bar_in_the_colour_of_its_rank_and_a_cell_for_every_test()
    {
        var standing = Standing.Of("Side", Three);
        ComparisonPicture.Save([standing, standing], 3, _folder.In("bars.png"));
        using var bars = SkiaSharp.SKBitmap.Decode(_folder.In("bars.png"));
        // Bars are as long as the number that they show, here on 470 pixels to 1.16, in both panels.
        foreach (var (color, value) in new[] { ("08519c", 0.92), ("6baed6", 0.9067), ("cfd8e3", 0.51) })
            Assert.InRange(bars.Pixels.Count(pixel => pixel == SkiaSharp.SKColor.Parse(color)) / (2 * 470 / 1.16 * value), 13, 21);

        SensorPicture.Save([standing], Three, ["Ear"], _folder.In("sensors.png"));
        using var sensors = SkiaSharp.SKBitmap.Decode(_folder.In("sensors.png"));
        Assert.True(sensors.Width >= 560);
    }

    private static string Report(IReadOnlyList<VariantResult> results, int seeds)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new();
        new ComparisonReport(new Terminal(output, error, isLive: false)).Write(
            "Net", [Standing.Of("Side", results)], new(results, [], IsWhole: true), ["Ear"], seeds);
        return output.ToString();
    }
}
