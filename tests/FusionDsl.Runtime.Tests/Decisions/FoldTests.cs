using FusionDsl.Data;
using FusionDsl.Decisions;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Decisions;

public sealed class FoldTests
{
    [Theory]
    [InlineData(2, 40)]
    [InlineData(5, 103)]
    [InlineData(7, 7)]
    public void Every_row_is_held_out_once_and_learned_by_all_other_folds(int count, int rows)
    {
        using var labels = randint(0, 3, [rows]);
        var folds = Folds.Of(RowInfo.Numbered(rows), labels, count, seed: 3);
        Assert.Equal(count, folds.Count);
        Assert.Equal(Enumerable.Range(0, rows).Select(row => (long)row), folds.SelectMany(fold => fold.HeldOut).Order());
        Assert.All(folds, fold =>
        {
            Assert.Empty(fold.Learned.Intersect(fold.HeldOut));
            Assert.Equal(rows, fold.Learned.Length + fold.HeldOut.Length);
            Assert.InRange(fold.HeldOut.Length, rows / count, rows / count + 1);
        });
        Assert.Equal(count, folds.Select(fold => fold.Seed).Distinct().Count());
    }

    [Fact]
    public void Every_class_is_spread_over_all_folds()
    {
        long[] classes = [.. Enumerable.Range(0, 100).Select(row => row % 10 == 0 ? 1L : 0)];
        using var labels = tensor(classes);
        foreach (var fold in Folds.Of(RowInfo.Numbered(100), labels, 5, seed: 9)) Assert.Equal(2, fold.HeldOut.Count(row => classes[row] == 1));
    }

    [Fact]
    public void Groups_stay_together_and_folds_stay_even()
    {
        string[] groups = [.. Enumerable.Range(0, 120).Select(row => $"g{row % 17}")];
        using var labels = zeros(120, dtype: ScalarType.Int64);
        var info = RowInfo.Numbered(120) with { Groups = groups };
        foreach (var fold in Folds.Of(info, labels, 4, seed: 2))
        {
            Assert.Empty(fold.HeldOut.Select(row => groups[row]).Intersect(fold.Learned.Select(row => groups[row])));
            Assert.InRange(fold.HeldOut.Length, 24, 36);
        }
    }

    [Fact]
    public void The_seed_decides_who_goes_where()
    {
        using var labels = zeros(50, dtype: ScalarType.Int64);
        long[] Of(ulong seed) => Folds.Of(RowInfo.Numbered(50), labels, 5, seed)[0].HeldOut;
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Too_few_rows_or_groups_are_an_error()
    {
        using var labels = zeros(4, dtype: ScalarType.Int64);
        Assert.Contains("holds out 5 folds, but there are 4 training rows", Assert.Throws<FusionException>(() => Folds.Of(RowInfo.Numbered(4), labels, 5, 1)).Message);
        var grouped = RowInfo.Numbered(4) with { Groups = ["a", "b", "a", "b"] };
        Assert.Contains("3 folds of whole groups, but the training rows have 2 groups", Assert.Throws<FusionException>(() => Folds.Of(grouped, labels, 3, 1)).Message);
    }
}
