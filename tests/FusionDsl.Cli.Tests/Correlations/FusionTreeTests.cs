using FusionDsl.Cli.Commands;
using FusionDsl.Cli.Correlations;

namespace FusionDsl.Cli.Tests.Correlations;

public sealed class FusionTreeTests
{
    private static FusionTree Tree(string names, params (string Pair, double Value)[] likeness) => FusionTree.Of(
        names.Select(name => name.ToString()),
        (one, other) => likeness.FirstOrDefault(known => known.Pair == one + other || known.Pair == other + one).Value);

    private static string Text(FusionTree tree) => string.Join('\n', CorrelationReport.Lines(tree, ""));

    [Fact]
    public void What_is_most_alike_is_merged_first_and_groups_by_their_mean()
    {
        var tree = Tree("ABCD", ("AB", 0.2), ("AC", 0.9), ("AD", 0.3), ("BC", 0.4), ("BD", 0.35), ("CD", 0.5));
        // After A + C: with B (0.2 + 0.4) / 2 = 0.3, with D (0.3 + 0.5) / 2 = 0.4, B with D 0.35.
        Assert.Equal("A + C + D + B  (0.317)\n  A + C + D  (0.400)\n    A + C  (0.900)\n      A\n      C\n    D\n  B", Text(tree));
    }

    [Fact]
    public void Between_equals_the_alphabet_decides_whatever_the_order()
    {
        const string Expected = "A + B + C + D  (0.500)\n  A + B + C  (0.500)\n    A + B  (0.500)\n      A\n      B\n    C\n  D";
        (string, double)[] all = [("AB", 0.5), ("AC", 0.5), ("AD", 0.5), ("BC", 0.5), ("BD", 0.5), ("CD", 0.5)];
        foreach (var names in new[] { "ABCD", "DCBA", "BDAC" }) Assert.Equal(Expected, Text(Tree(names, all)));
    }

    [Fact]
    public void What_has_no_number_counts_as_nothing_in_common()
    {
        var tree = Tree("ABC", ("AB", double.NaN), ("AC", -0.1), ("BC", 0.1));
        Assert.Equal("A + B + C  (-0.050)\n  A\n  B + C  (0.100)\n    B\n    C", Text(tree));
        Assert.Equal("A", Text(Tree("A")));
    }
}
