namespace FusionDsl.Data;

/// <summary>
/// How many rows each batch of a pass has. All have the batch size but the last, which holds what is left; and where a single row would be left,
/// the batch before gives up one of its own: the variance of one row does not exist, and a BatchNorm would take NaN into its statistics.
/// </summary>
public static class Portions
{
    /// <summary>The batches of one pass: where each begins, and its rows.</summary>
    /// <param name="count">Rows of the data set.</param>
    /// <param name="batchSize">Rows of a batch; at least 1.</param>
    public static IEnumerable<(int Start, int Rows)> Of(int count, int batchSize)
    {
        for (var start = 0; start < count;)
        {
            var left = count - start;
            var rows = left == batchSize + 1 && batchSize > 2 ? batchSize - 1 : Math.Min(left, batchSize);
            yield return (start, rows);
            start += rows;
        }
    }

    /// <summary>Number of batches of one pass.</summary>
    /// <param name="count">Rows of the data set.</param>
    /// <param name="batchSize">Rows of a batch; at least 1.</param>
    public static int Count(int count, int batchSize) => (count + batchSize - 1) / batchSize;
}
