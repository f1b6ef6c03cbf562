using FusionDsl.Data;
using Xunit.Abstractions;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class Joining(ITestOutputHelper output) : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static NumbersSource Audio(string file) => new("Audio", file, ["v"], [1]);

    [Fact]
    public void Rows_meet_by_key_in_the_order_of_the_first_file_whatever_the_order_of_the_others()
    {
        const int Seed = 99;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var left = Enumerable.Range(0, 3000).OrderBy(_ => random.Next()).Take(2500).ToArray();
        var right = Enumerable.Range(0, 3000).OrderBy(_ => random.Next()).Take(2600).ToArray();
        _folder.Write("a.csv", "id,x\n" + string.Concat(left.Select(i => $"k{i},{i}\n")));
        _folder.Write("b.csv", "v,id\n" + string.Concat(right.Select(i => $"{i}.5,k{i}\n")));
        var expected = left.Where(right.Contains).ToArray();
        for (var round = 0; round < 3; round++)
        {
            using var rows = _folder.Load("id", Numbers("a.csv", "x"), Audio("b.csv"));
            Assert.Equal(expected.Select(i => $"k{i}"), rows.Info.Names);
            Assert.Equal(expected.Select(i => (float)i), rows.Floats("X"));
            Assert.Equal(expected.Select(i => i + 0.5f), rows.Floats("Audio"));
            Assert.Equal([
                $"{2500 - expected.Length:N0} of 2,500 ids have no 'Audio' (b.csv)",
                $"{2600 - expected.Length:N0} of 2,600 ids of b.csv are not in a.csv",
                $"{expected.Length:N0} of 2,500 rows of a.csv are complete and were loaded"], rows.Info.Notes!);
        }
    }

    [Fact]
    public void Files_of_different_formats_meet_and_a_complete_join_has_nothing_to_note()
    {
        _folder.Parquet("a.parquet", "SELECT i AS id, i * 2 AS x FROM range(3) t(i) ORDER BY i").Write("b.csv", "id,v\n2,20\n0,0\n1,10\n")
            .Write("c.json", """[{"id":1,"kind":"B"},{"id":0,"kind":"A"},{"id":2,"kind":"B"}]""");
        using var rows = _folder.Load("id", Numbers("a.parquet", "x"), Audio("b.csv"), Label("c.json", "kind", "A", "B"));
        Assert.Equal(["0", "1", "2"], rows.Info.Names);
        Assert.Equal([0f, 2, 4], rows.Floats("X"));
        Assert.Equal([0f, 10, 20], rows.Floats("Audio"));
        Assert.Equal([0, 1, 1], rows.Longs("Verdict"));
        Assert.Empty(rows.Info.Notes!);
    }

    [Theory]
    [InlineData("id,x\na,1\nb,2\na,3\n", "id,v\na,1\n",
        "a.csv, line 4 (row 3), column 'id': expected an id that no other row has, found 'a', which row 1 has too.")]
    [InlineData("id,x\na,1\n", "id,v\nb,2\na,1\nb,2\n",
        "b.csv, line 4 (row 3), column 'id': expected an id that no other row has, found 'b', which row 1 has too.")]
    [InlineData("id,x\na,1\n,3\n", "id,v\na,1\n", "a.csv, line 3 (row 2), column 'id': expected an id, found an empty cell.")]
    [InlineData("id,x\n1,1\n2,1\n", "id,v\n1.0,1\n",
        "a.csv and b.csv have no id in common: the column 'id' holds '1', '2' in the first and '1.0' in the second. Ids are compared as text.")]
    public void Keys_that_do_not_do_their_duty_are_errors(string left, string right, string message)
    {
        _folder.Write("a.csv", left).Write("b.csv", right);
        Assert.Equal(message, _folder.Fail("id", Numbers("a.csv", "x"), Audio("b.csv")).Message);
    }

    [Fact]
    public void Three_files_with_pairwise_but_no_common_ids_are_an_error()
    {
        _folder.Write("a.csv", "id,x\n1,1\n2,1\n").Write("b.csv", "id,v\n1,1\n").Write("c.csv", "id,k\n2,A\n");
        Assert.StartsWith("No id is in all of the files a.csv, b.csv, c.csv: 1 of 2 ids have no 'Audio' (b.csv); ",
            _folder.Fail("id", Numbers("a.csv", "x"), Audio("b.csv"), Label("c.csv", "k", "A")).Message);
    }

    [Fact]
    public void Several_files_need_a_key()
    {
        _folder.Write("a.csv", "id,x\n1,1\n").Write("b.csv", "id,v\n1,1\n");
        Assert.Contains("a key is needed", _folder.Fail(null, Numbers("a.csv", "x"), Audio("b.csv")).Message);
    }

    [Fact]
    public void Cut_sequences_are_counted_only_where_their_rows_are_kept()
    {
        _folder.Parquet("a.parquet", "SELECT 'k' || i AS id, range(i) AS l FROM range(5) t(i) ORDER BY i").Write("b.csv",
            "id,v\nk1,1\nk4,4\n");
        using var rows = _folder.Load("id", Tokens("a.parquet", 2, 9, true, "l"), Audio("b.csv"));
        Assert.Contains("1 of 2 sequences of 'Code' are longer than 2 tokens and were cut", rows.Info.Notes!);
        Assert.DoesNotContain(rows.Info.Notes!, note => note.Contains("no token"));
    }

    [Fact]
    public void Groups_and_parts_come_from_the_first_file_that_has_their_column()
    {
        _folder.Write("a.csv", "id,x\n1,1\n2,2\n3,3\n").Write("b.csv",
            "id,v,build,part\n3,1,O3,\n2,1,O2,test\n1,1,O1,train\n").Write("c.csv", "id,k,build\n1,A,?\n2,A,?\n3,A,?\n");
        NodeSource[] sources = [Numbers("a.csv", "x"), Audio("b.csv"), Label("c.csv", "k", "A")];
        using (var rows = _folder.Load("id", new SplitPlan(Group: "build"), sources)) Assert.Equal(["O1", "O2", "O3"], rows.Info.Groups!);
        using (var rows = _folder.Load("id", new SplitPlan(Column: "part"), sources))
        {
            Assert.Equal(["train", "test", ""], rows.Info.Parts!);
            Assert.Equal(["1 of 3 rows have an empty 'part' and are in no part of the split"], rows.Info.Notes!);
        }
        var error = Assert.Throws<DataException>(() => _folder.Load("id", new SplitPlan(Group: "biuld"), sources));
        Assert.StartsWith("No file has a column 'biuld' (group of the split). Did you mean 'build'? a.csv has 'id', 'x'. b.csv has",
            error.Message);
    }

    [Fact]
    public void A_part_of_another_name_and_an_empty_group_are_errors_with_their_place()
    {
        _folder.Write("a.csv", "id,x,part,g\n1,1,train,A\n2,2,tset,\n");
        Assert.Equal(
            "a.csv, line 3 (row 2), column 'part': expected 'train', 'validation', 'test' or nothing, found 'tset'. To mend it, write 'test'.",
            Assert.Throws<DataException>(() => _folder.Load("id", new SplitPlan(Column: "part"), Numbers("a.csv", "x"))).Message);
        Assert.Equal("a.csv, line 3 (row 2), column 'g', id '2': expected a group, found an empty cell.",
            Assert.Throws<DataException>(() => _folder.Load("id", new SplitPlan(Group: "g"), Numbers("a.csv", "x"))).Message);
    }

    [Fact]
    public void Prediction_needs_neither_labels_nor_the_columns_of_the_split()
    {
        _folder.Write("a.csv", "id,x\n1,1\n");
        var plan = new DataPlan("id", null, [Numbers("a.csv", "x"), Label("labels.csv", "k", "A"), new TargetSource("Y", "labels.csv",
            ["y"], 1)],
            new SplitPlan(Stratify: "Verdict", Group: "build"));
        using var rows = DataLoader.Load(plan.WithoutLabels(), _folder.Path);
        Assert.True(rows.Has("X"));
        Assert.False(rows.Has("Verdict"));
        Assert.Null(rows.Info.Groups);
    }
}
