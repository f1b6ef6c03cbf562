using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>Which class a cell names.</summary>
public sealed class Labels : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedRows Load(string cells, params string[] classes)
    {
        _folder.Write("d.csv", "y,more\n" + string.Join("", cells.Split(' ').Select(cell => $"{cell},\n")));
        return _folder.Load(null, Label("d.csv", "y", classes));
    }

    private string Fail(string cells, params string[] classes) => Assert.Throws<DataException>(() => Load(cells, classes).Dispose()).Message;

    [Fact]
    public void A_number_names_the_class_that_has_it_and_never_a_place_in_the_list()
    {
        // Backwards and with a gap: a place would be another class.
        using var rows = Load("1 0 5 Class5 5.0 0", "Class5", "Class1", "Class0");
        Assert.Equal([1, 2, 0, 0, 0, 2], rows.Longs("Verdict"));
    }

    [Fact]
    public void Numbers_of_other_formats_are_labels_too()
    {
        _folder.Write("d.json", """[{"y":1},{"y":0},{"y":"Digit1"},{"y":"0"}]""").Parquet("d.parquet", "SELECT unnest([1, 0, 1, 0]) AS y");
        foreach (var file in new[] { "d.json", "d.parquet" })
        {
            using var rows = _folder.Load(null, Label(file, "y", "Digit0", "Digit1"));
            Assert.Equal([1, 0, 1, 0], rows.Longs("Verdict"));
        }
    }

    [Theory]
    [InlineData("2", "declare a class Class2, if there is one", "Class0", "Class1")]
    [InlineData("1", "name all classes by one word and the number in the file, such as Class1: then 1 is Class1", "Zero", "One")]
    [InlineData("1", "then 1 is Class1", "Grade0", "Mark1")]
    [InlineData("1", "then 1 is Class1", "Grade0", "Grade1", "Other")]
    [InlineData("1", "then 1 is Class1", "Class00", "Class01")]
    public void A_number_that_names_no_class_is_refused_with_a_way_out(string cell, string mend, params string[] classes) =>
        Assert.Contains(mend, Fail($"{classes[0]} {cell}", classes));

    [Theory]
    [InlineData("01")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1e0")]
    [InlineData("Class01")]
    public void Other_ways_to_write_a_number_name_nothing(string cell) => Assert.Contains($"found '{cell}'", Fail($"0 {cell}", "Class0", "Class1"));

    [Fact]
    public void Classes_that_never_occur_among_the_rows_that_are_left_are_noted()
    {
        using (var all = Load("Ok Bad", "Ok", "Bad")) Assert.Empty(all.Info.Notes!);
        using (var one = Load("Ok Ok", "Ok", "Bad"))
            Assert.Equal(["No row is of the class 'Bad' of 'Verdict': that cannot be learned from these data"], one.Info.Notes!);

        // The only Bad is joined to nothing.
        _folder.Write("x.csv", "id,a\n1,1\n2,2\n").Write("y.csv", "id,y\n1,Ok\n2,Ok\n3,Bad\n");
        using var joined = _folder.Load("id", Numbers("x.csv", "a"), Label("y.csv", "y", "Ok", "Bad", "Worse"));
        Assert.Contains("No row is of the classes 'Bad', 'Worse' of 'Verdict': that cannot be learned from these data", joined.Info.Notes!);
    }
}
