using FusionDsl.Data;
using FusionDsl.Data.Dealing;
using FusionDsl.Data.Storage;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>However batches are made, from memory, from a mapped file or ahead of time: they are the rows of the tables in one order.</summary>
[Collection(nameof(FusionDsl.Tests.Training.Alone))]
public sealed class Dealing(ITestOutputHelper output) : IDisposable
{
    private readonly Folder _folder = new();

    public static TheoryData<int, int> Sizes => new()
    {
        { 53, 8 }, { 49, 8 }, { 48, 8 }, { 5, 100 }, { 1, 8 }, { 2, 1 }, { 7, 3 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_way_gives_the_same_batches(int count, int batchSize)
    {
        using var tables = Made(count);
        using var mapped = Mapped(tables);
        foreach (var epoch in new[] { 1, 2 })
        {
            var expected = Expected(tables, batchSize, epoch);
            foreach (var (from, ahead) in Ways(tables, mapped))
            {
                using var dealer = Dealer(from, batchSize, ahead);
                Assert.Equal(expected, Read(dealer.Shuffled(seed: 9, epoch)));
                Assert.Equal(expected, Read(dealer.Shuffled(seed: 9, epoch)));
                Assert.Equal(dealer.BatchesPerEpoch, expected.Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Skipping_leaves_out_the_first_batches(int count, int batchSize)
    {
        using var tables = Made(count);
        using var mapped = Mapped(tables);
        var expected = Expected(tables, batchSize, epoch: 3);
        foreach (var (from, ahead) in Ways(tables, mapped))
        {
            using var dealer = Dealer(from, batchSize, ahead);
            for (var skip = 0; skip <= expected.Count; skip++) Assert.Equal(expected.Skip(skip), Read(dealer.Shuffled(9, 3, skip)));
            Assert.Throws<ArgumentOutOfRangeException>(() => dealer.Shuffled(9, 3, expected.Count + 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => dealer.Shuffled(9, 3, -1));
        }
    }

    [Fact]
    public void Any_size_and_part_any_way_are_the_rows_one_would_select()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 30; round++)
        {
            var count = random.Next(2, 200);
            using var tables = Made(count);
            using var mapped = Mapped(tables);
            var rows = Enumerable.Range(0, count).Select(row => (long)row).OrderBy(_ => random.Next()).Take(random.Next(1, count + 1)).ToArray();
            var (batchSize, epoch) = (random.Next(1, count + 10), random.Next(100));
            output.WriteLine($"{count} rows, {rows.Length} picked, batches of {batchSize}, epoch {epoch}");
            using Tables part = tables.Pick(rows), mappedPart = mapped.Pick(rows);
            var expected = Expected(part, batchSize, epoch);
            foreach (var (from, ahead) in Ways(part, mappedPart))
            {
                using var dealer = Dealer(from, batchSize, ahead);
                Assert.Equal(expected, Read(dealer.Shuffled(9, epoch)));
            }
        }
    }

    [Fact]
    public void A_batch_stays_as_it_is_until_the_next_is_asked_for()
    {
        using var tables = Made(400);
        using var dealer = Dealer(tables, 4, ahead: true);
        var expected = Expected(tables, 4, epoch: 1);
        var i = 0;
        foreach (var batch in dealer.Shuffled(9, 1))
        {
            // The thread has all the time to do damage.
            if (i % 20 == 0) Thread.Sleep(5);
            Assert.Equal(expected[i++], Text(batch));
        }
    }

    [Fact]
    public void Batches_for_another_device_are_copies_of_those_made_here()
    {
        using var tables = Made(30);
        foreach (var ahead in new[] { false, true })
        {
            using var dealer = new BatchDealer<Tensor[]>(All(tables), 8, tensors => [.. tensors], new Device(DeviceType.META), ahead);
            var rows = new List<long>();
            foreach (var batch in dealer.Shuffled(9, 1))
            {
                Assert.All(batch, tensor => Assert.Equal(DeviceType.META, tensor.device_type));
                rows.Add(batch[0].size(0));
            }
            Assert.Equal([8, 8, 8, 6], rows);
        }
        // Where values can be read back, the copy has them.
        using var here = new BatchMemory<Tensor[]>(All(tables), 8, null, tensors => [.. tensors]);
        using var there = new BatchMemory<Tensor[]>(All(tables), 8, null, tensors => [.. tensors]);
        using var gatherer = new Gatherer(All(tables), 8);
        gatherer.Fill([3, 1, 29], here.Addresses);
        Assert.Equal(Text(here.First(3)), Text(there.CopyFrom(here, 3)));
    }

    [Fact]
    public void The_tables_may_be_disposed_while_their_batches_are_dealt()
    {
        var tables = Made(40);
        var expected = Expected(tables, 8, epoch: 1);
        using var dealer = Dealer(tables, 8, ahead: true);
        tables.Dispose();
        Assert.Equal(expected, Read(dealer.Shuffled(9, 1)));
    }

    [Fact]
    public void A_failure_of_the_thread_reaches_the_one_who_waits_after_what_was_made_before_it()
    {
        using var ring = new Ring(3, 10, (_, i) => { if (i == 4) throw new InvalidDataException("no more"); }, "fails");
        for (var i = 0; i < 4; i++) Assert.Equal(i % 3, ring.Next());
        var failure = Assert.Throws<FusionException>(() => ring.Next());
        Assert.Contains("no more", failure.Message);
        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    [Fact]
    public void The_thread_is_never_further_ahead_than_the_ring_is_long()
    {
        var made = 0;
        using var ring = new Ring(3, 100, (_, _) => Interlocked.Increment(ref made), "ahead");
        for (var used = 0; used < 100; used++)
        {
            ring.Next();
            Thread.Yield();
            Assert.InRange(Volatile.Read(ref made), used + 1, Math.Min(100, used + 3));
        }
    }

    [Fact]
    public void An_epoch_that_is_left_early_leaves_no_thread_and_no_tensor()
    {
        using var tables = Made(500);
        var before = Tensor.TotalCount;
        for (var round = 0; round < 20; round++)
        {
            using var dealer = Dealer(tables, 4, ahead: true);
            Left(dealer.Shuffled(9, round), round);
            AssertNoThread();
            // Not disposed of, but followed by another pass, and that by the end of the dealer.
            var abandoned = dealer.Shuffled(9, round).GetEnumerator();
            Assert.True(abandoned.MoveNext());
            Left(dealer.InOrder(), 3);
            AssertNoThread();
            Assert.Throws<InvalidOperationException>(() => abandoned.MoveNext());
            var last = dealer.InOrder().GetEnumerator();
            Assert.True(last.MoveNext());
            dealer.Dispose();
            AssertNoThread();
            Assert.Throws<ObjectDisposedException>(() => last.MoveNext());
        }
        Assert.InRange(Tensor.TotalCount, 0, before);

        static void Left(IEnumerable<Tensor[]> batches, int after)
        {
            foreach (var batch in batches)
                if (after-- == 0) return;
        }
    }

    [Fact]
    public void Batches_make_no_garbage_that_someone_has_to_clean_up()
    {
        using var tables = Made(4_000);
        using var dealer = Dealer(tables, 4, ahead: false);
        _ = Read(dealer.Shuffled(9, 1));
        var (tensors, bytes) = (Tensor.TotalCount, GC.GetAllocatedBytesForCurrentThread());
        var batches = 0;
        foreach (var batch in dealer.Shuffled(9, 2)) batches += batch.Length;
        // A pass has an iterator and a delegate; its 1,000 batches have nothing.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - bytes, 0, 1_000);
        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.Equal(3_000, batches);
    }

    // A thread that has ended is listed for a moment more.
    private static void AssertNoThread() => Assert.True(SpinWait.SpinUntil(() => !HasThread(), TimeSpan.FromSeconds(30)));

    private static bool HasThread() => System.Diagnostics.Process.GetCurrentProcess().Threads
        .Cast<System.Diagnostics.ProcessThread>().Any(thread => NameOf(thread.Id).StartsWith("batches ahead", StringComparison.Ordinal));

    // The names that .NET gives to threads are those of the system (here Linux; elsewhere nothing is found, and nothing is claimed).
    private static string NameOf(int thread)
    {
        try
        {
            return File.ReadAllText($"/proc/self/task/{thread}/comm");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static IEnumerable<(Tables Tables, bool Ahead)> Ways(Tables tables, Tables mapped) =>
        [(tables, false), (tables, true), (mapped, false), (mapped, true)];

    private static BatchDealer<Tensor[]> Dealer(Tables tables, int batchSize, bool ahead) =>
        new(All(tables), batchSize, tensors => [.. tensors], ahead: ahead);

    private static Table[] All(Tables tables) => [tables["X"], tables["Image"], tables["Y"]];

    private static Tables Made(int count) => new(
        RowInfo.Numbered(count), ("X", new(randn(count, 3))), ("Image", new(randn(count, 2, 3, 5))), ("Y", new(arange(count, dtype: ScalarType.Int64))));

    /// <summary>The same in files.</summary>
    private Tables Mapped(Tables tables)
    {
        return new(tables.Info, ("X", Copy("X")), ("Image", Copy("Image")), ("Y", Copy("Y")));

        Table Copy(string node)
        {
            var values = tables[node].Values;
            var copy = MappedFile.Zeros(values.shape, values.dtype, _folder.Path);
            copy.bytes.Clear();
            values.bytes.CopyTo(copy.bytes);
            return new(copy, null, _folder.Path);
        }
    }

    /// <summary>By index_select, and the order that is the same everywhere.</summary>
    private static List<string> Expected(Tables tables, int batchSize, int epoch)
    {
        using var scope = NewDisposeScope();
        var order = new long[tables.Count];
        Shuffle.Fill(order, 9, epoch);
        return [.. Portions.Of(order.Length, Math.Min(batchSize, order.Length)).Select(portion =>
            Text([.. All(tables).Select(table => table.Values.index_select(0, tensor(order[portion.Start..(portion.Start + portion.Rows)])))]))];
    }

    private static List<string> Read(IEnumerable<Tensor[]> batches)
    {
        var read = new List<string>();
        foreach (var batch in batches) read.Add(Text(batch));
        return read;
    }

    private static string Text(IEnumerable<Tensor> batch) =>
        string.Join(" ", batch.Select(tensor => $"[{string.Join(", ", tensor.shape)}]{Convert.ToHexString(tensor.bytes)}"));
}
