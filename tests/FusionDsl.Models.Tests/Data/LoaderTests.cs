using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;

namespace FusionDsl.Models.Tests.Data;

public sealed class LoaderTests
{
    [Theory]
    [InlineData(53, 8)]
    [InlineData(49, 8)]
    [InlineData(48, 8)]
    [InlineData(5, 100)]
    [InlineData(1, 8)]
    public void No_sample_is_lost_or_doubled_and_labels_stay_with_their_samples(int count, int batchSize)
    {
        using var data = Numbered(count);
        using var loader = new Line.Loader(data, batchSize);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            var (seen, batches) = (new List<double>(), 0);
            foreach (var batch in loader.Shuffled(seed: 7, epoch))
            {
                batches++;
                var (x, y) = (Plain.Two(batch.X.Tensor), Plain.Two(batch.Labels.Y));
                Assert.Equal(batch.Rows, x.GetLength(0));
                Assert.True(batch.Rows > 1 || count == 1);
                for (var row = 0; row < batch.Rows; row++)
                {
                    Assert.Equal((-x[row, 0], 10 * x[row, 0]), (x[row, 1], y[row, 0]));
                    seen.Add(x[row, 0]);
                }
            }
            Assert.Equal(Enumerable.Range(0, count).Select(i => (double)i), seen.Order());
            Assert.Equal(loader.BatchesPerEpoch, batches);
        }
    }

    [Fact]
    public void The_order_follows_from_seed_and_epoch()
    {
        using var data = Numbered(60);
        using Line.Loader one = new(data, 8), other = new(data, 8);
        var order = Order(one.Shuffled(seed: 7, epoch: 1));
        Assert.NotEqual(order, Order(one.Shuffled(seed: 7, epoch: 2)));
        Assert.NotEqual(order, Order(one.Shuffled(seed: 8, epoch: 1)));
        Assert.Equal(order, Order(one.Shuffled(seed: 7, epoch: 1)));
        Assert.Equal(order, Order(other.Shuffled(seed: 7, epoch: 1)));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (double)i), Order(one.InOrder()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Skipping_goes_on_where_a_run_stopped(bool ahead)
    {
        using var data = Numbered(53);
        using var loader = new Line.Loader(data, 8, ahead: ahead);
        var all = Order(loader.Shuffled(seed: 7, epoch: 2));
        Assert.Equal(all.Skip(24), Order(loader.Shuffled(seed: 7, epoch: 2, skip: 3)));
        Assert.Empty(loader.Shuffled(seed: 7, epoch: 2, skip: loader.BatchesPerEpoch));
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Shuffled(seed: 7, epoch: 2, skip: loader.BatchesPerEpoch + 1));
    }

    [Fact]
    public void The_order_draws_nothing_from_the_generator_of_libtorch()
    {
        using var data = Numbered(20);
        using var loader = new Line.Loader(data, 8);
        torch.manual_seed(1);
        using var expected = torch.rand(3);
        torch.manual_seed(1);
        _ = Order(loader.Shuffled(seed: 7, epoch: 1));
        using var random = torch.rand(3);
        Assert.Equal(0, Close.Difference(expected, random));
    }

    [Fact]
    public void Batches_of_an_epoch_leave_no_tensor_behind()
    {
        using var data = Numbered(53);
        using var loader = new Line.Loader(data, 8);
        _ = Order(loader.Shuffled(seed: 7, epoch: 1));
        var before = torch.Tensor.TotalCount;
        for (var epoch = 2; epoch <= 20; epoch++)
            foreach (var batch in loader.Shuffled(seed: 7, epoch)) Assert.True(batch.Rows > 1);
        Assert.InRange(torch.Tensor.TotalCount, 0, before);
    }

    private static Line.Dataset Numbered(int count) =>
        Line.Dataset.From(Enumerable.Range(0, count).Select(i => new Line.Sample(new float[] { i, -i }, 10 * i)));

    private static List<double> Order(IEnumerable<Line.Batch> batches)
    {
        var order = new List<double>();
        foreach (var batch in batches)
            for (var row = 0; row < batch.Rows; row++) order.Add(batch.X.Tensor[row, 0].ToSingle());
        return order;
    }
}
