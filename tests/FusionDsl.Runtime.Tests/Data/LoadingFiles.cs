using System.IO.Compression;
using System.Text;
using FusionDsl.Data;
using Xunit.Abstractions;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class LoadingFiles(ITestOutputHelper output) : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_csv_gives_numbers_tokens_and_classes()
    {
        _folder.Write("d.csv", "id,a,b,t0,t1,kind\nx,1.5,-2,3,4,Aes\ny,0.25,1e3,0,7,Prince\n");
        using var rows = _folder.Load("id", Numbers("d.csv", "b", "a"), Tokens("d.csv", 2, 8, false, "t0..t1"), Label("d.csv", "kind",
            "Prince", "Aes"));
        Assert.Equal(["x", "y"], rows.Info.Names);
        Assert.Equal([-2f, 1.5f, 1000f, 0.25f], rows.Floats("X"));
        Assert.Equal([3, 4, 0, 7], rows.Longs("Code"));
        Assert.Equal([1, 0], rows.Longs("Verdict"));
        Assert.Empty(rows.Info.Notes!);
    }

    [Fact]
    public void Parquet_lists_are_padded_with_token_0()
    {
        _folder.Parquet("d.parquet", "SELECT 'r' || i AS id, CAST(range(1, i + 1) AS UTINYINT[]) AS code FROM range(4) t(i) ORDER BY i");
        using var rows = _folder.Load("id", Tokens("d.parquet", 3, 4, false, "code"));
        Assert.Equal([0, 0, 0, 1, 0, 0, 1, 2, 0, 1, 2, 3], rows.Longs("Code"));
        Assert.Equal(["1 of 4 sequences of 'Code' have no token at all and are padding only"], rows.Info.Notes!);
    }

    [Fact]
    public void Longer_sequences_are_an_error_or_are_cut_and_counted()
    {
        _folder.Parquet("d.parquet", "SELECT 'r' || i AS id, range(i) AS code FROM range(1, 5) t(i) ORDER BY i");
        Assert.Equal(
            "d.parquet, row 3, column 'code', id 'r3': expected at most 2 tokens, found 3. " +
            "To mend it, declare more tokens, or allow that longer sequences are cut.",
            _folder.Fail("id", Tokens("d.parquet", 2, 9, false, "code")).Message);
        using var rows = _folder.Load("id", Tokens("d.parquet", 2, 9, true, "code"));
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 1], rows.Longs("Code"));
        Assert.Equal(["2 of 4 sequences of 'Code' are longer than 2 tokens and were cut"], rows.Info.Notes!);
    }

    [Theory]
    [InlineData("d.csv", "id,c\na,\"[1, 2]\"\nb,3 4\nc,5;6\nd,7\n")]
    [InlineData("d.json", """[{"id":"a","c":[1,2]},{"id":"b","c":[3,4]},{"id":"c","c":[5,6]},{"id":"d","c":[7]}]""")]
    [InlineData("d.jsonl",
        "{\"id\":\"a\",\"c\":[1,2]}\n{\"c\":[3,4],\"id\":\"b\"}\n{\"id\":\"c\",\"c\":[5,6.0]}\n{\"id\":\"d\",\"c\":[7]}\n")]
    public void Lists_in_text_formats_are_lists_too(string file, string text)
    {
        _folder.Write(file, text);
        using var rows = _folder.Load("id", Tokens(file, 2, 8, false, "c"));
        Assert.Equal(["a", "b", "c", "d"], rows.Info.Names);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 0], rows.Longs("Code"));
    }

    [Fact]
    public void A_series_is_one_list_per_channel_or_one_list_with_all_or_a_column_per_number()
    {
        _folder.Parquet("d.parquet",
            "SELECT [i, i + 1, i + 2]::FLOAT[] AS l, [10 * i, 0, 0]::DOUBLE[] AS r, [i, i + 1, i + 2, 10 * i, 0, 0] AS both, " +
            "i AS c0, i + 1 AS c1, i + 2 AS c2, 10 * i AS c3, 0 AS c4, 0 AS c5 FROM range(1, 3) t(i) ORDER BY i");
        float[] expected = [1, 2, 3, 10, 0, 0, 2, 3, 4, 20, 0, 0];
        foreach (string[] columns in new string[][] { ["l", "r"], ["both"], ["c0..c5"] })
        {
            using var rows = _folder.Load(null, Numbers("d.parquet", [2, 3], columns));
            using var x = rows.Take("X");
            Assert.Equal([2, 2, 3], x.shape);
            Assert.Equal(expected, x.data<float>().ToArray());
        }
        var message = _folder.Fail(null, Numbers("d.parquet", [2, 3], "c0..c3")).Message;
        Assert.Equal(
            "'X' takes 6 numbers per sample, from 6 numeric columns or one list column or 2 list columns (one per channel); 4 columns are named.",
            message);
    }

    [Fact]
    public void Every_cell_of_a_wide_csv_and_parquet_arrives_at_its_place()
    {
        const int Seed = 20260, Columns = 37;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        // More rows than a chunk of the engine and no multiple of the block that is transposed.
        var values = Enumerable.Range(0, 5003 * Columns).Select(_ =>
            (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)))).ToArray();
        var text = new StringBuilder(string.Join(",", Enumerable.Range(0, Columns).Select(i => $"f{i}"))).Append('\n');
        for (var row = 0; row < 5003; row++)
            text.AppendJoin(',', values.Skip(row * Columns).Take(Columns).Select(value => value.Text())).Append('\n');
        _folder.Write("d.csv", text.ToString());
        _folder.Parquet("d.parquet", $"SELECT * FROM read_csv('{_folder["d.csv"]}')");
        foreach (var file in new[] { "d.csv", "d.parquet" })
        {
            using var rows = _folder.Load(null, new NumbersSource("X", file, ["f0..f36"], [Columns]));
            Assert.Equal(values, rows.Floats("X"));
        }
    }

    [Fact]
    public void Long_lists_of_many_lengths_arrive_whole()
    {
        const int Seed = 7;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var lists = Enumerable.Range(0, 4100).Select(_ =>
            Enumerable.Range(0, random.Next(0, 60)).Select(_ => (long)random.Next(0, 500)).ToArray()).ToArray();
        _folder.Write("d.jsonl", string.Join("\n", lists.Select(list => $"{{\"c\":[{string.Join(",", list)}]}}")));
        _folder.Parquet("d.parquet",
            $"SELECT CAST(c AS USMALLINT[]) AS c FROM read_json('{_folder["d.jsonl"]}', columns={{'c':'BIGINT[]'}})");
        var expected = lists.SelectMany(list => list.Concat(Enumerable.Repeat(0L, 60 - list.Length))).ToArray();
        foreach (var file in new[] { "d.jsonl", "d.parquet" })
        {
            using var rows = _folder.Load(null, Tokens(file, 60, 500, false, "c"));
            Assert.Equal(expected, rows.Longs("Code"));
        }
    }

    [Fact]
    public void Targets_are_numbers_with_a_width()
    {
        _folder.Write("d.csv", "y,z\n1,2\n3,4\n");
        using var rows = _folder.Load(null, new TargetSource("Price", "d.csv", ["z", "y"], 2), new TargetSource("One", "d.csv", ["y"], 1));
        Assert.Equal([2f, 1, 4, 3], rows.Floats("Price"));
        using var one = rows.Take("One");
        Assert.Equal([2, 1], one.shape);
        Assert.Equal(["1", "2"], rows.Info.Names);
    }

    [Fact]
    public void Compressed_text_is_read()
    {
        using (var file = File.Create(_folder["d.csv.gz"]))
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
            zip.Write("a\n1\n2\n"u8);
        using var rows = _folder.Load(null, Numbers("d.csv.gz", "a"));
        Assert.Equal([1f, 2], rows.Floats("X"));
    }

    [Theory]
    [InlineData("d.csv", ';')]
    [InlineData("d.csv", '\t')]
    [InlineData("d.csv", '|')]
    [InlineData("d.tsv", '\t')]
    public void Another_separator_is_noted(string file, char separator)
    {
        _folder.Write(file, $"a{separator}b\n1{separator}2\n");
        using var rows = _folder.Load(null, Numbers(file, "b"));
        Assert.Equal([2f], rows.Floats("X"));
        Assert.Equal(file == "d.tsv" ? 0 : 1, rows.Info.Notes!.Count);
    }

    [Fact]
    public void Files_are_looked_for_beside_the_declaration_and_read_although_the_current_directory_is_another()
    {
        _folder.Write("sub/d.csv", "a\n1\n");
        _folder.Write("spec/here.txt", "");
        using var rows = DataLoader.Load(new DataPlan(null, null, [Numbers("../sub/d.csv", "a")], new SplitPlan()), _folder["spec"]);
        Assert.Equal([1f], rows.Floats("X"));
    }

    [Fact]
    public void Loading_leaves_nothing_behind_in_the_current_directory_or_the_data()
    {
        _folder.Write("d.csv", "a\n1\n");
        var before = Directory.GetFileSystemEntries(Environment.CurrentDirectory).Order().ToArray();
        _folder.Load(null, Numbers("d.csv", "a")).Dispose();
        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory).Order().ToArray());
        Assert.Equal([_folder["d.csv"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Cancelling_ends_with_OperationCanceledException()
    {
        _folder.Write("d.csv", "a\n1\n");
        var plan = new DataPlan(null, null, [Numbers("d.csv", "a")], new SplitPlan());
        Assert.ThrowsAny<OperationCanceledException>(() => DataLoader.Load(plan, _folder.Path, new CancellationToken(canceled: true)));
    }
}
