using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>What a user gets wrong, and is told.</summary>
public sealed class Mistakes : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_absent_file_is_named_with_the_directory_and_the_nearest_name()
    {
        _folder.Write("data/functions.parquet", "").Write("data/counts.csv", "");
        var folder = Path.Combine(_folder.Path, "data");
        Assert.Equal($"data/count.csv: there is no such file (source of 'X'). Looked in '{folder}'. Did you mean 'counts.csv'?",
            _folder.Fail(null, Numbers("data/count.csv", "a")).Message);
        Assert.Equal(
            $"data/other.csv: there is no such file (source of 'X'). Looked in '{folder}'. Files of that kind there: 'counts.csv'.",
            _folder.Fail(null, Numbers("data/other.csv", "a")).Message);
        Assert.Equal(
            $"none/a.csv: there is no such file (source of 'X'). Looked in '{_folder["none"]}'. The directory does not exist either.",
            _folder.Fail(null, Numbers("none/a.csv", "a")).Message);
    }

    [Fact]
    public void A_missing_column_is_named_with_the_columns_there_are()
    {
        _folder.Write("d.csv", "id,cipher,build\nx,Aes,O2\n");
        var error = _folder.Fail("id", Label("d.csv", "cihper", "Aes"));
        Assert.Equal(
            "d.csv: there is no column 'cihper' (source of 'Verdict'). Did you mean 'cipher'? The columns are 'id', 'cipher', 'build'.",
            error.Message);
        Assert.Equal(("d.csv", "cihper"), (error.File, error.Column));
        Assert.Contains("no column 'name' (key)", _folder.Fail("name", Label("d.csv", "cipher", "Aes")).Message);
    }

    [Fact]
    public void A_long_list_of_columns_is_cut_in_the_message()
    {
        _folder.Write("d.csv", string.Join(",", Enumerable.Range(0, 100).Select(i =>
            $"c{i:000}")) + "\n" + string.Join(",", Enumerable.Repeat("1", 100)) + "\n");
        Assert.EndsWith("'c010', 'c011', … (100 in all).", _folder.Fail(null, Numbers("d.csv", [111], "c000..c110")).Message);
    }

    [Fact]
    public void An_unknown_label_is_named_with_the_classes()
    {
        _folder.Write("d.csv", "id,cipher\nx,Aes\ny,Prnce\n");
        Assert.Equal(
            "d.csv, line 3 (row 2), column 'cipher', id 'y': expected a class of 'Verdict' ('Aes', 'Prince'), found 'Prnce'. To mend it, write 'Prince'.",
            _folder.Fail("id", Label("d.csv", "cipher", "Aes", "Prince")).Message);
    }

    [Fact]
    public void An_empty_label_is_an_error()
    {
        _folder.Write("d.csv", "id,cipher\nx,Aes\ny,\n");
        Assert.Equal("d.csv, line 3 (row 2), column 'cipher', id 'y': expected a class of 'Verdict', found an empty cell.",
            _folder.Fail("id", Label("d.csv", "cipher", "Aes")).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(long.MaxValue)]
    public void A_token_outside_of_the_vocabulary_is_named(long token)
    {
        _folder.Parquet("d.parquet",
            $"SELECT 'k' || i AS id, CASE WHEN i = 2 THEN [0, {token}] ELSE [4] END AS l FROM range(4) t(i) ORDER BY i");
        Assert.Equal($"d.parquet, row 3, column 'l', id 'k2': expected token ids from 0 to 4, found {token} (element 2).",
            _folder.Fail("id", Tokens("d.parquet", 2, 5, false, "l")).Message);
    }

    [Fact]
    public void A_list_of_the_wrong_length_is_named()
    {
        _folder.Parquet("d.parquet", "SELECT CASE WHEN i = 1 THEN [1.5] ELSE [1.5, 2] END AS l FROM range(4) t(i) ORDER BY i");
        Assert.Equal("d.parquet, row 2, column 'l': expected a list of 2 numbers, found a list of 1.",
            _folder.Fail(null, Numbers("d.parquet", [2], "l")).Message);
    }

    [Fact]
    public void The_wrong_number_of_token_columns_is_an_error()
    {
        _folder.Write("d.csv", "a,b,c\n1,2,3\n");
        Assert.Equal("d.csv: 'Code' takes one column of integer lists or 4 integer columns; 3 columns are named.",
            _folder.Fail(null, Tokens("d.csv", 4, 9, false, "a", "b", "c")).Message);
    }

    [Fact]
    public void Text_lists_say_what_is_wrong()
    {
        _folder.Write("d.csv", "l\n1 2\n\"[1,,2]\"\n");
        Assert.Equal("d.csv, line 3 (row 2), column 'l': expected a list of numbers, found nothing before a separator (element 2). " +
                     "To mend it, write a list as [1, 2, 3] or 1 2 3.", _folder.Fail(null, Numbers("d.csv", [2], "l")).Message);
    }

    [Theory]
    [InlineData("c5..c3", "write c3..c5")]
    [InlineData("c0..d3", "both ends have to begin alike")]
    [InlineData("c0..c011", "ends with 11, not 011")]
    [InlineData("c00..c111", "write the zeros at both ends alike", false)]
    [InlineData("c0..c99999999", "at most 1,000,000 columns")]
    public void A_range_that_is_none_is_an_error(string range, string why, bool wrong = true)
    {
        if (!wrong)
        {
            // c00..c99 c100..c111 is how a two-digit numbering goes on.
            Assert.Equal("c111", FusionDsl.Data.Files.ColumnNames.Expand([range], "X")[^1]);
            return;
        }
        Assert.Contains(why, Assert.Throws<DataException>(() => FusionDsl.Data.Files.ColumnNames.Expand([range], "X")).Message);
    }

    [Fact]
    public void Ranges_keep_their_zeros()
    {
        Assert.Equal(["c008", "c009", "c010"], FusionDsl.Data.Files.ColumnNames.Expand(["c008..c010"], "X"));
        Assert.Equal(["c8", "c9", "c10"], FusionDsl.Data.Files.ColumnNames.Expand(["c8..c10"], "X"));
        Assert.Equal(["a", "c1", "c2", "b..c"], FusionDsl.Data.Files.ColumnNames.Expand(["a", "c1..c2", "b..c"], "X"));
        Assert.Equal(112, FusionDsl.Data.Files.ColumnNames.Expand(["c000..c111"], "X").Distinct().Count());
    }
}
