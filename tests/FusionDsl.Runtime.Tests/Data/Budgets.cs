using FusionDsl.Data;
using FusionDsl.Data.Storage;
using FusionDsl.Preparations;
using TorchSharp;
using static FusionDsl.Runtime.Tests.Data.Shorthand;
using static TorchSharp.torch;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>Tables that exceed the memory budget.</summary>
[Collection(nameof(FusionDsl.Tests.Training.Alone))]
public sealed class Budgets : IDisposable
{
    private const int Count = 5_000;
    private readonly Folder _folder = new();
    private readonly Folder _tables = new();

    public Budgets()
    {
        _folder.Parquet("x.parquet", $"SELECT 'r' || i AS id, sin(i) AS a, cos(i) AS b FROM range({Count}) t(i) ORDER BY i");
        // Backwards, and without every tenth.
        _folder.Parquet("y.parquet", $"SELECT 'r' || i AS id, range(i % 7) AS code, 'k' || i % 3 AS kind FROM range({Count}) t(i) WHERE i % 10 > 0 ORDER BY -i");
        var text = new System.Text.StringBuilder("id,a,b\n");
        for (var i = 0; i < Count; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"r{i},{Math.Sin(i)},{Math.Cos(i)}\n");
        _folder.Write("x.csv", text.ToString());
    }

    public void Dispose()
    {
        _folder.Dispose();
        _tables.Dispose();
    }

    [Theory]
    [InlineData("x.parquet")]
    [InlineData("x.csv")]
    public void Mapped_tables_hold_what_tables_in_memory_hold(string file)
    {
        using var expected = Load(file, long.MaxValue);
        using var mapped = Load(file, 0);
        Assert.All(Nodes, node => Assert.Equal((false, true), (expected[node].IsMapped, mapped[node].IsMapped)));
        Assert.Equal(expected.Info.Names, mapped.Info.Names);
        Assert.Equal(expected.Info.Notes, mapped.Info.Notes);
        Assert.Contains("500 of 5,000 ids", string.Join("\n", mapped.Info.Notes!));
        Assert.All(Nodes, node => Assert.Equal(Hex(expected[node]), Hex(mapped[node])));
    }

    [Fact]
    public void The_budget_counts_every_table_and_maps_those_that_exceed_it()
    {
        // X takes 40,000 bytes, Code 90,000, Verdict 36,000.
        using var some = Load("x.parquet", 80_000);
        Assert.Equal([false, true, false], Nodes.Select(node => some[node].IsMapped));
        Assert.True(some.AreMapped);
        using var plan = DataLoader.Load(Plan("x.parquet") with { Memory = 0 }, _folder.Path).TakeTables(Nodes);
        Assert.True(plan["Verdict"].IsMapped);
    }

    [Fact]
    public void A_mapped_table_has_no_file_that_could_be_left_behind()
    {
        if (OperatingSystem.IsWindows()) return;
        using var mapped = Load("x.parquet", 0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_tables.Path));
        Assert.Equal(4_500, mapped["X"].Values.size(0));
    }

    [Fact]
    public void Parts_share_the_values_of_the_whole_and_outlive_it()
    {
        var whole = Load("x.parquet", 0);
        var rows = Enumerable.Range(0, 4_500).Where(row => row % 3 == 1).Select(row => (long)row).Reverse().ToArray();
        using var index = tensor(rows);
        using var expected = whole["X"].Values.index_select(0, index);
        using var part = whole.Pick(rows);
        using var partOfPart = part.Pick([2, 0]);
        whole.Dispose();
        Assert.Equal(Convert.ToHexString(expected.bytes), Hex(part["X"]));
        Assert.Equal(Convert.ToHexString(expected.bytes), Convert.ToHexString([.. part["X"].Slices(100).SelectMany(slice => slice.bytes.ToArray())]));
        using var two = expected.index_select(0, tensor(new long[] { 2, 0 }));
        Assert.Equal(Convert.ToHexString(two.bytes), Hex(partOfPart["X"]));
        Assert.Equal(rows.Select(row => part.Info.Names[0]).First(), part.Info.Names[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => part.Pick([part.Count]));
        Assert.Throws<ArgumentOutOfRangeException>(() => part.Pick([-1]));
    }

    [Fact]
    public void Tables_leave_nothing_behind()
    {
        Load("x.parquet", 0).Dispose();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 5; i++)
        {
            using var whole = Load("x.parquet", i % 2 == 0 ? 0 : long.MaxValue);
            using var part = whole.Pick([3, 4]);
            _ = part["Code"].Values;
            foreach (var slice in part["X"].Slices(1)) _ = slice.size(0);
        }
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void Statistics_of_a_part_are_those_of_its_rows()
    {
        using var whole = Load("x.parquet", 0);
        using var part = whole.Pick([.. Enumerable.Range(0, 4_400).Select(row => (long)row)]);
        using Standardizer one = new(2), other = new(2);
        one.Fit(part["X"]);
        other.Fit(part["X"].Values);
        Assert.Equal(one.state_dict().Select(pair => Convert.ToHexString(pair.Value.bytes)), other.state_dict().Select(pair => Convert.ToHexString(pair.Value.bytes)));
        Assert.Contains("[4400, 2]", Assert.Throws<FusionException>(() => { using var three = new Standardizer(3); three.Fit(part["X"]); }).Message);
    }

    [Fact]
    public void A_folder_that_is_too_small_or_absent_is_an_error_that_says_what_helps()
    {
        var small = Assert.Throws<DataException>(() => MappedFile.Zeros([1L << 50], ScalarType.Float32, _tables.Path));
        Assert.Contains($"needs 4194304 GB in '{_tables.Path}'", small.Message);
        Assert.Contains("GB left", small.Message);
        Assert.Contains("FUSIONDSL_TEMP", small.Message);
        var absent = Assert.Throws<DataException>(() => MappedFile.Zeros([4], ScalarType.Float32, _tables["no-such"]));
        Assert.Contains("does not exist", absent.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_tables.Path));
    }

    [Fact]
    public void Rows_of_a_slow_disk_are_announced_and_still_the_same()
    {
        using var whole = Load("x.parquet", 0);
        using var gatherer = new FusionDsl.Data.Dealing.Gatherer([whole["X"], whole["Code"]], 3);
        using var memory = new FusionDsl.Data.Dealing.BatchMemory<Tensor[]>([whole["X"], whole["Code"]], 3, null, tensors => [.. tensors]);
        long[] rows = [4_499, 0, 17];
        foreach (var shuffled in new[] { true, false })
        {
            gatherer.Begin(shuffled);
            gatherer.Announce(rows);
            gatherer.Fill(rows, memory.Addresses);
            var batch = memory.First(3);
            using var index = tensor(rows);
            foreach (var (node, i) in new[] { ("X", 0), ("Code", 1) })
            {
                using var expected = whole[node].Values.index_select(0, index);
                Assert.Equal(Convert.ToHexString(expected.bytes), Convert.ToHexString(batch[i].bytes));
            }
        }
    }

    [Fact]
    public void Pictures_can_be_mapped_too()
    {
        using var bitmap = new SkiaSharp.SKBitmap(4, 3);
        bitmap.Erase(new SkiaSharp.SKColor(255, 0, 51));
        using (var png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100)) _folder.Write("p.png", png.ToArray());
        _folder.Write("p.csv", "id,file\na,p.png\nb,p.png\n");
        var plan = new DataPlan("id", null, [new ImageSource("Photo", "p.csv", ["file"], 3, 4, 3)], new SplitPlan());
        using var rows = DataLoader.Load(plan, _folder.Path, memory: new(0, _tables.Path)).TakeTables("Photo");
        Assert.True(rows["Photo"].IsMapped);
        Assert.Equal([2, 3, 3, 4], rows["Photo"].Values.shape);
        Assert.Equal([1f, 0f, 0.2f], new[] { 0, 1, 2 }.Select(channel => rows["Photo"].Values[1, channel, 2, 3].item<float>()));
    }

    [Fact]
    public void A_budget_is_at_least_0_and_by_default_half_of_what_there_is()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryBudget(-1));
        Assert.Equal(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, MemoryBudget.Default.Bytes);
    }

    private static string[] Nodes => ["X", "Code", "Verdict"];

    private static DataPlan Plan(string file) => new(
        "id", null, [Numbers(file, "a", "b"), Tokens("y.parquet", 2, 8, true, "code"), Label("y.parquet", "kind", "k0", "k1", "k2")], new SplitPlan());

    private Tables Load(string file, long budget)
    {
        using var rows = DataLoader.Load(Plan(file), _folder.Path, memory: new(budget, _tables.Path));
        return rows.TakeTables(Nodes);
    }

    private static string Hex(Table table) => Convert.ToHexString(table.Values.bytes);
}
