using FusionDsl.Data;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class RowsInTensors(ITestOutputHelper output)
{
    [Fact]
    public void Values_go_into_the_row_of_their_sample()
    {
        using var table = zeros(3, 2, 2);
        Rows.Write<float>(table, 1, [1, 2, 3, 4], "X");
        Assert.Equal([0f, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0], table.data<float>().ToArray());
        Assert.Equal("Sample 2: 'X' has 3 values, expected 4 ([2, 2], row-major).",
            Assert.Throws<DataException>(() => Rows.Write<float>(table, 2, [1, 2, 3], "X")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Write<float>(table, 3, [1, 2, 3, 4], "X"));
        Assert.Throws<ArgumentException>(() => Rows.Write<long>(table, 0, [1, 2, 3, 4], "X"));
        Assert.Throws<ArgumentException>(() => Rows.Write<int>(table, 0, [1, 2, 3, 4], "X"));
    }

    [Fact]
    public void Tokens_are_checked_and_padded()
    {
        using var table = full(2, 3, 9L, dtype: ScalarType.Int64);
        Rows.WriteTokens(table, 1, [4, 5], 6, "Code");
        Assert.Equal([9, 9, 9, 4, 5, 0], table.data<long>().ToArray());
        Assert.Equal("Sample 0: token 1 of 'Code' is 6, expected 0 to 5.",
            Assert.Throws<DataException>(() => Rows.WriteTokens(table, 0, [4, 6], 6, "Code")).Message);
        Assert.Equal("Sample 0: token 0 of 'Code' is -1, expected 0 to 5.",
            Assert.Throws<DataException>(() => Rows.WriteTokens(table, 0, [-1], 6, "Code")).Message);
        Assert.Equal("Sample 0: 'Code' has 4 tokens, expected at most 3.",
            Assert.Throws<DataException>(() => Rows.WriteTokens(table, 0, [1, 1, 1, 1], 6, "Code")).Message);
        Assert.Equal([9, 9, 9], table.data<long>().Take(3));
    }

    [Fact]
    public void Gathering_is_index_select_for_every_type_and_shape()
    {
        const int Seed = 5;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        using var scope = NewDisposeScope();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Int64, ScalarType.Float64, ScalarType.Byte, ScalarType.Int32 })
            foreach (long[] shape in new long[][] { [], [1], [7], [2, 3], [3, 2, 5] })
            {
                var table = randint(100, [50, .. shape]).to_type(type);
                var order = Enumerable.Range(0, 17).Select(_ => (long)random.Next(50)).ToArray();
                var into = zeros([17, .. shape], dtype: type);
                Rows.Gather(table, order, into);
                Assert.True(into.equal(table.index_select(0, tensor(order))).all().item<bool>(), $"{type} [{string.Join(", ", shape)}]");
            }
    }

    [Fact]
    public void Gathering_from_a_view_that_is_not_contiguous_is_refused()
    {
        using var scope = NewDisposeScope();
        var table = arange(12, dtype: ScalarType.Float32).reshape(3, 4).t();
        Assert.Throws<InvalidOperationException>(() => Rows.Gather(table, [3, 1], zeros(2, 3)));
        Assert.Throws<ArgumentException>(() => new Table(table));
    }

    [Fact]
    public void A_row_that_is_not_there_is_an_error_and_no_wild_read()
    {
        using var scope = NewDisposeScope();
        var (table, into) = (zeros(3, 2), zeros(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Gather(table, [3], into));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Gather(table, [-1], into));
        Assert.Throws<ArgumentException>(() => Rows.Gather(table, [0, 1], into));
        Assert.Throws<ArgumentException>(() => Rows.Gather(table, [0], zeros(1, 3)));
        Assert.Throws<ArgumentException>(() => Rows.Gather(table, [0], zeros(1, 2, dtype: ScalarType.Float64)));
    }

    [Fact]
    public void Like_has_the_shape_and_type_of_the_table()
    {
        using var scope = NewDisposeScope();
        var table = zeros(5, 2, 3, dtype: ScalarType.Int64);
        using var like = Rows.Like(table, 4);
        Assert.Equal([4, 2, 3], like.shape);
        Assert.Equal(ScalarType.Int64, like.dtype);
    }

    [Fact]
    public void A_missing_label_names_its_sample()
    {
        Assert.Equal(3, Rows.Label<int>(3, 4, "Verdict"));
        Assert.StartsWith("Sample 4 has no 'Verdict'", Assert.Throws<DataException>(() => Rows.Label<int>(null, 4, "Verdict")).Message);
    }

    [Fact]
    public void Portions_cover_every_row_once_and_never_leave_one_alone()
    {
        for (var count = 0; count < 60; count++)
            for (var size = 1; size < 20; size++)
            {
                var portions = Portions.Of(count, size).ToArray();
                Assert.Equal(Portions.Count(count, size), portions.Length);
                Assert.Equal(Enumerable.Range(0, count), portions.SelectMany(portion => Enumerable.Range(portion.Start, portion.Rows)));
                Assert.All(portions, portion => Assert.InRange(portion.Rows, 1, size));
                if (size > 2 && count > 1) Assert.DoesNotContain(portions, portion => portion.Rows == 1);
            }
    }

    [Fact]
    public void A_table_of_more_than_2_GiB_is_written_and_gathered()
    {
        // Memory that nobody touches is not really taken.
        const int Wide = 1 << 20;
        using var scope = NewDisposeScope();
        var table = empty(600, Wide);
        var values = new float[Wide];
        values[^1] = 7;
        Rows.Write<float>(table, 599, values, "X");
        var into = empty(1, Wide);
        Rows.Gather(table, [599], into);
        Assert.Equal(7f, into[0, Wide - 1].item<float>());
        Assert.Equal(7f, table[599, Wide - 1].item<float>());
    }
}
