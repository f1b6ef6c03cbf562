using FusionDsl.Data;
using FusionDsl.Training;
using TorchSharp;

namespace FusionDsl.Decisions;

/// <summary>Training rows in parts, each of which is held out once.</summary>
/// <param name="Learned">The rows that a copy of the model learns from.</param>
/// <param name="HeldOut">The rows that it is then asked about.</param>
/// <param name="Seed">Of the copy: of its first weights and the order of its samples.</param>
public sealed record Fold(long[] Learned, long[] HeldOut, ulong Seed);

/// <summary>Deals rows into folds.</summary>
public static class Folds
{
    /// <summary>
    /// Folds of nearly equal size, the same for the same seed. Every class is spread over all of them; where the rows have groups, each
    /// group is kept together instead.
    /// </summary>
    /// <param name="info">What is known of the rows.</param>
    /// <param name="labels">[rows] int64: their classes.</param>
    /// <param name="count">How many folds; at least 2.</param>
    /// <param name="seed">Decides who goes where.</param>
    /// <exception cref="FusionException">There are fewer rows, or groups, than folds.</exception>
    public static IReadOnlyList<Fold> Of(RowInfo info, torch.Tensor labels, int count, ulong seed)
    {
        ThrowIfTooFew(info, count);
        var order = new long[info.Count];
        Shuffle.Fill(order, seed, epoch: 0);
        var foldOf = info.Groups is null ? ByClass(order, labels, count) : ByGroup(order, info.Groups, count);
        return [.. Enumerable.Range(0, count).Select(fold => new Fold(
            [.. Rows(foldOf, other => other != fold)], [.. Rows(foldOf, other => other == fold)], unchecked(seed + (ulong)fold + 1)))];
    }

    /// <summary>Fails where there are not enough rows, or groups: better before the training than after it.</summary>
    /// <param name="info">What is known of the training rows.</param>
    /// <param name="count">How many folds are wanted.</param>
    /// <exception cref="FusionException">There are fewer rows, or groups, than folds.</exception>
    public static void ThrowIfTooFew(RowInfo info, int count)
    {
        if (info.Count < count)
            throw new FusionException($"Stacking holds out {count} folds, but there are {info.Count} training rows. Declare fewer folds.");
        if (info.Groups?.Distinct(StringComparer.Ordinal).Count() is { } groups && groups < count)
            throw new FusionException(
                $"Stacking holds out {count} folds of whole groups, but the training rows have {groups} groups. Declare fewer folds.");
    }

    // Class by class in turn, so that folds differ by one row at most, and so does every class within them.
    private static int[] ByClass(long[] order, torch.Tensor labels, int count)
    {
        using var here = labels.cpu();
        var classes = Spans.Longs(here).ToArray();
        var foldOf = new int[order.Length];
        foreach (var (row, turn) in order.OrderBy(row => classes[row]).Select((row, turn) => (row, turn))) foldOf[row] = turn % count;
        return foldOf;
    }

    // The largest groups first, each to the fold that has the fewest rows.
    private static int[] ByGroup(long[] order, IReadOnlyList<string> groups, int count)
    {
        var members = order.GroupBy(row => groups[(int)row], StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToList();
        var (foldOf, sizes) = (new int[order.Length], new int[count]);
        foreach (var group in members)
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            foreach (var row in group) foldOf[row] = fold;
            sizes[fold] += group.Count();
        }
        return foldOf;
    }

    private static IEnumerable<long> Rows(int[] foldOf, Func<int, bool> isWanted)
    {
        for (var row = 0; row < foldOf.Length; row++)
            if (isWanted(foldOf[row])) yield return row;
    }
}
