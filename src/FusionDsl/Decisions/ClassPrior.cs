using FusionDsl.Data;
using FusionDsl.Training;

namespace FusionDsl.Decisions;

/// <summary>How probable the classes are before anything is looked at: their shares of the training rows.</summary>
public static class ClassPrior
{
    private const int RowsAtOnce = 65_536;

    /// <summary>The shares of the classes; a class without a row counts as if it had one, for nothing is impossible.</summary>
    /// <param name="labels">[rows] int64: the training rows and no others.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="weights">How much a row of each class counts in the head's loss; null: all the same.</param>
    public static double[] Of(Table labels, int classes, IReadOnlyList<double>? weights = null)
    {
        var counts = new double[classes];
        foreach (var slice in labels.Slices(RowsAtOnce))
        {
            using var here = slice.cpu();
            foreach (var label in Spans.Longs(here)) counts[label]++;
        }
        for (var i = 0; i < classes; i++) counts[i] = Math.Max(counts[i], 1) * (weights?[i] ?? 1);
        var sum = counts.Sum();
        return [.. counts.Select(count => count / sum)];
    }

    /// <summary>What a balanced loss makes of them: all the same.</summary>
    public static double[] Balanced(int classes) => [.. Enumerable.Repeat(1.0 / classes, classes)];
}
