using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>Habits of other programs and countries in data files, and the word on each.</summary>
public sealed class CellMistakes : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5,Ok", "d.csv, line 3: expected 3 fields as in the header, found 2.")]
    [InlineData("5,6,Ok,7", "d.csv, line 3: expected 3 fields as in the header, found 4.")]
    [InlineData("5,Ok\n6", "d.csv, line 3: expected 3 fields as in the header, found 2.")]
    [InlineData("5,x,Ok\n6,Ok", "d.csv, line 3, column 'b': expected a number, found 'x'.")]
    public void A_row_with_too_few_fields_is_told_as_one_with_too_many(string rows, string expected)
    {
        _folder.Write("d.csv", $"a,b,y\n1,2,Ok\n{rows}\n3,4,Ok\n");
        Assert.Equal(expected, _folder.Fail(null, Numbers("d.csv", "a", "b"), Label("d.csv", "y", "Ok")).Message);
    }

    [Theory]
    [InlineData("1,29", "1.29")]
    [InlineData("-0,5", "-0.5")]
    [InlineData(",5", ".5")]
    public void A_decimal_comma_is_told(string cell, string mended)
    {
        _folder.Write("d.csv", $"a;b\n1;2\n{cell};3\n");
        Assert.Equal(
            $"d.csv, line 3 (row 2), column 'a': expected a number, found '{cell}'. To mend it, write {mended}: numbers have a decimal point, no comma.",
            _folder.Fail(null, Numbers("d.csv", "a", "b")).Message);
    }

    [Fact]
    public void An_empty_cell_of_a_modality_has_a_way_out_and_one_of_a_label_is_only_told()
    {
        _folder.Write("d.csv", "a,b\n1,2\n,3\n");
        Assert.Equal(
            "d.csv, line 3 (row 2), column 'a': expected a number, found an empty cell. To mend it, fill it; or leave all cells of 'X' empty where a sample "
            + "is without it, and declare 'X' with optional: true (Optional = true in C#).", _folder.Fail(null, Numbers("d.csv", "a", "b")).Message);
        Assert.Equal("d.csv, line 3 (row 2), column 'a': expected a number, found an empty cell.",
            _folder.Fail(null, new TargetSource("Y", "d.csv", ["a"], 1)).Message);
    }

    [Fact]
    public void A_file_without_a_header_is_told()
    {
        _folder.Write("d.csv", "1.29,1.45,Ok\n1,2,Ok\n");
        Assert.Equal(
            "d.csv: there is no column 'a' (source of 'X'). The columns are '1.29', '1.45', 'Ok'. If they are values: the header is missing, the first line "
            + "has to hold the names of the columns.", _folder.Fail(null, Numbers("d.csv", "a")).Message);
    }

    [Theory]
    [InlineData("p*", "p0..p2")]
    [InlineData("p0-p2", "p0..p2")]
    [InlineData("p0-2", "p0..p2")]
    [InlineData("p0:p2", "p0..p2")]
    [InlineData("x*", "x0..x9")]
    public void Ranges_of_other_languages_are_told_how_to_be_written(string written, string range)
    {
        _folder.Write("d.csv", "p0,p1,p2\n1,2,3\n");
        Assert.EndsWith($" A range of numbered columns is written {range}.", _folder.Fail(null, Numbers("d.csv", [3], written)).Message);
    }

    [Theory]
    [InlineData("date-of-2")]
    [InlineData("p4")]
    public void Names_that_are_no_ranges_get_no_word_on_them(string written)
    {
        _folder.Write("d.csv", "p0,p1,p2\n1,2,3\n");
        Assert.DoesNotContain("range", _folder.Fail(null, Numbers("d.csv", [3], written)).Message);
    }

    [Fact]
    public void A_backslash_between_folders_is_told_where_it_separates_none()
    {
        _folder.Write("data/d.csv", "a\n1\n");
        if (Path.DirectorySeparatorChar == '\\') return;
        Assert.EndsWith("Write '/' between folders, on every system: data/d.csv", _folder.Fail(null, Numbers(@"data\d.csv", "a")).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Pictures_have_one_channel_or_three(int channels)
    {
        _folder.Write("d.csv", "p\nx.png\n");
        Assert.Equal(
            $"d.csv: 'X' is declared with {channels} channels, but a picture gives 1 (grey) or 3 (red, green, blue). Declare channels: 1 or channels: 3.",
            _folder.Fail(null, new ImageSource("X", "d.csv", ["p"], 4, 4, channels)).Message);
    }

    [Theory]
    [InlineData(1, "1 row gives none to validation (fraction 0.15). Add rows, or make the split's validation larger.")]
    [InlineData(3, "3 rows give none to validation (fraction 0.15). Add rows, or make the split's validation larger.")]
    public void Too_few_rows_for_a_part_have_a_way_out(int rows, string expected) =>
        Assert.Equal(expected, Assert.Throws<DataException>(() => Splitter.Deal(new SplitPlan(), RowInfo.Numbered(rows), [])).Message);
}
