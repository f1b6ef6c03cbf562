using FusionDsl.Data;

namespace FusionDsl.Tests.Models;

public sealed class PortionsTests
{
    [Fact]
    public void Every_row_is_in_one_batch_and_none_alone()
    {
        for (var count = 0; count <= 60; count++)
            for (var batchSize = 1; batchSize <= 20; batchSize++)
            {
                var portions = Portions.Of(count, batchSize).ToList();
                var where = $"{count} rows, batches of {batchSize}";
                Assert.Equal(Enumerable.Range(0, count), portions.SelectMany(portion => Enumerable.Range(portion.Start, portion.Rows)));
                Assert.True(portions.Count == Portions.Count(count, batchSize), where);
                Assert.All(portions, portion => Assert.InRange(portion.Rows, 1, batchSize));
                if (batchSize > 2 && count > 1) Assert.All(portions, portion => Assert.True(portion.Rows > 1, where));
                // Only the last two differ from the batch size.
                Assert.All(portions.SkipLast(2), portion => Assert.True(portion.Rows == batchSize, where));
            }
    }

    [Fact]
    public void The_batch_before_a_single_row_gives_up_one_of_its_own() =>
        Assert.Equal([(0, 4), (4, 3), (7, 2)], Portions.Of(9, 4));
}
