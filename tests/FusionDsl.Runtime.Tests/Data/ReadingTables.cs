using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class ReadingTables
{
    private static LoadedRows Load(IReadOnlyDictionary<string, Array> columns, params NodeSource[] sources) =>
        DataLoader.FromTable(new DataPlan("id", "Reader", sources, new SplitPlan(Group: "build")).WithoutLabels(), new RecordTable(["f",
            "g"], columns));

    private static string Fail(IReadOnlyDictionary<string, Array> columns, params NodeSource[] sources) =>
        Assert.Throws<DataException>(() => Load(columns, sources)).Message;

    [Fact]
    public void Columns_of_a_reader_are_read_like_columns_of_a_file()
    {
        using var rows = Load(
            new Dictionary<string, Array>
            {
                ["opcodes"] = new long[][] { [1, 2, 3], [4] }, ["c0"] = new float[] { 0.5f, 1 }, ["c1"] = new long[] { 7, 8 },
                    ["series"] = new float[][] { [1, 2], [3, 4] },
            },
            Tokens("f.parquet", 3, 5, false, "opcodes"), new NumbersSource("Counts", "c.csv", ["c0..c1"], [2]),
            new NumbersSource("Series", "s.csv", ["series", "opcodes"], [1, 2]) with { Columns = ["series"] });
        Assert.Equal(["f", "g"], rows.Info.Names);
        Assert.Equal([1, 2, 3, 4, 0, 0], rows.Longs("Code"));
        Assert.Equal([0.5f, 7, 1, 8], rows.Floats("Counts"));
        Assert.Equal([1f, 2, 3, 4], rows.Floats("Series"));
    }

    [Fact]
    public void Mistakes_of_a_reader_are_named()
    {
        var good = new Dictionary<string, Array> { ["code"] = new long[][] { [1], [9] } };
        Assert.Equal("The reader gives no column 'code2' (source of 'Code'). Did you mean 'code'? The columns are 'code'.",
            Fail(good, Tokens("f", 3, 5, false, "code2")));
        Assert.Equal("Row 2 ('g'), column 'code': expected token ids from 0 to 4, found 9 (element 1).",
            Fail(good, Tokens("f", 3, 5, false, "code")));
        Assert.Equal("The reader gives 2 rows, but column 'x' has 1.",
            Fail(new Dictionary<string, Array> { ["x"] = new float[1] }, Numbers("f", "x")));
        Assert.Equal("The reader's column 'x': expected float[] or long[], found Double[].",
            Fail(new Dictionary<string, Array> { ["x"] = new double[2] }, Numbers("f", "x")));
        Assert.Equal("Row 2 ('g'), column 'x': expected a finite number in the range of float32, found NaN.",
            Fail(new Dictionary<string, Array> { ["x"] = new[] { 1, float.NaN } }, Numbers("f", "x")));
        Assert.Equal("Row 1 ('f'), column 'code': expected a list of integers, found 1.5 (element 2).",
            Fail(new Dictionary<string, Array> { ["code"] = new float[][] { [1, 1.5f], [1] } }, Tokens("f", 3, 5, false, "code")));
        Assert.StartsWith("Row 2 ('g'), column 'code': expected token ids from 0 to 4, found an empty cell. To mend it, fill it; or",
            Fail(new Dictionary<string, Array> { ["code"] = new long[]?[] { [1], null } }, Tokens("f", 3, 5, false, "code")));
        Assert.Equal("The reader found no rows.", Assert.Throws<DataException>(() => DataLoader.FromTable(
            new DataPlan(null, null, [], new SplitPlan()), new RecordTable([], new Dictionary<string, Array>()))).Message);
    }
}
