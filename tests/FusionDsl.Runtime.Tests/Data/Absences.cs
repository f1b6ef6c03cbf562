using FusionDsl.Data;
using TorchSharp;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>Samples without a modality: no row in its file, or empty cells.</summary>
public sealed class Absences : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static bool[] Present(LoadedRows rows, string node)
    {
        using var present = rows.TakePresence(node);
        return present.data<bool>().ToArray();
    }

    [Fact]
    public void A_sample_that_is_in_no_file_of_a_modality_is_without_it()
    {
        _folder.Write("a.csv", "id,x\nk1,1\nk2,2\nk3,3\n").Write("b.csv", "id,v,w\nk3,30,31\nk9,90,91\nk1,10,11\n");
        using var rows = _folder.Load("id", new NumbersSource("Audio", "b.csv", ["v", "w"], [2]) { Optional = true }, Numbers("a.csv", "x"));
        Assert.Equal(["k1", "k2", "k3"], rows.Info.Names);
        Assert.Equal([1f, 2, 3], rows.Floats("X"));
        Assert.Equal([true, false, true], Present(rows, "Audio"));
        Assert.Equal([10f, 11, 0, 0, 30, 31], rows.Floats("Audio"));
        Assert.Equal(["1 of 3 ids have no 'Audio' (b.csv)", "1 of 3 ids of b.csv are not in a.csv"], rows.Info.Notes!);
    }

    [Fact]
    public void Empty_cells_of_every_kind_are_absent()
    {
        _folder.Write("a.csv",
            """
            x,v,w,list,tokens
            1,10,11,"[1, 2]","[3]"
            2,,,,
            3,30,31,"[5, 6]","[1, 2]"
            """);
        using var rows = _folder.Load(null, Numbers("a.csv", "x"),
            new NumbersSource("Audio", "a.csv", ["v", "w"], [2]) { Optional = true },
            new NumbersSource("Waves", "a.csv", ["list"], [2]) { Optional = true },
            new TokensSource("Words", "a.csv", ["tokens"], 2, 9, Truncate: false) { Optional = true });
        foreach (var node in new[] { "Audio", "Waves", "Words" }) Assert.Equal([true, false, true], Present(rows, node));
        Assert.Equal([10f, 11, 0, 0, 30, 31], rows.Floats("Audio"));
        Assert.Equal([1f, 2, 0, 0, 5, 6], rows.Floats("Waves"));
        Assert.Equal([3, 0, 0, 0, 1, 2], rows.Longs("Words"));
        Assert.Equal(new[] { "Audio", "Waves", "Words" }.Select(node => $"1 of 3 rows of a.csv have no '{node}'"), rows.Info.Notes!);
    }

    [Fact]
    public void Half_of_a_modality_is_an_error()
    {
        _folder.Write("a.csv", "x,v,w\n1,10,11\n2,20,\n");
        var failure = Assert.Throws<DataException>(() => _folder.Load(null, Numbers("a.csv", "x"),
            new NumbersSource("Audio", "a.csv", ["v", "w"], [2]) { Optional = true }));
        Assert.Contains("a.csv, line 3 (row 2), column 'w': expected a number, found an empty cell", failure.Message);
        Assert.Contains("leave all of them empty", failure.Message);
    }

    [Fact]
    public void Where_every_modality_may_be_absent_every_id_counts()
    {
        _folder.Write("a.csv", "id,x\nk1,1\nk2,2\n").Write("b.csv", "id,v\nk3,30\nk2,20\n");
        using var rows = _folder.Load("id",
            new NumbersSource("X", "a.csv", ["x"], [1]) { Optional = true }, new NumbersSource("Audio", "b.csv", ["v"], [1]) { Optional = true });
        Assert.Equal(["k1", "k2", "k3"], rows.Info.Names);
        Assert.Equal([true, true, false], Present(rows, "X"));
        Assert.Equal([false, true, true], Present(rows, "Audio"));
    }

    [Fact]
    public void Parts_of_a_split_know_who_is_present()
    {
        _folder.Write("a.csv", "id,x\nk1,1\nk2,2\nk3,3\n").Write("b.csv", "id,v\nk3,30\nk1,10\n");
        using var rows = _folder.Load("id", Numbers("a.csv", "x"), new NumbersSource("Audio", "b.csv", ["v"], [1]) { Optional = true });
        using var tables = rows.TakeTables("X", "Audio");
        using var picked = tables.Pick([1, 2]);
        Assert.Equal([false, true], picked[Presence.Of("Audio")].Values.data<bool>().ToArray());
        using var present = picked.Present("Audio");
        Assert.Equal([30f], present.Values.data<float>().ToArray());
        using var without = picked.Without("Audio");
        Assert.Equal([false, false], without[Presence.Of("Audio")].Values.data<bool>().ToArray());
        Assert.Equal([false, true], picked[Presence.Of("Audio")].Values.data<bool>().ToArray());
        Assert.Contains("'X' is no modality that may be absent", Assert.Throws<FusionException>(() => picked.Without("X")).Message);
    }
}
