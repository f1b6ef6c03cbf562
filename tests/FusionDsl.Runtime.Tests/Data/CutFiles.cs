using System.IO.Compression;
using System.Text;
using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>Files that end too early: a row may be lost only with a word.</summary>
public sealed class CutFiles : IDisposable
{
    private const string Lost = "it was cut off, and rows are lost. Write or fetch it anew.";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Row(int i) => $$"""{"a":{{i}},"l":[1,{{i}}],"t":"x] , }"}""";

    [Theory]
    [InlineData(",", "")]
    [InlineData(",\n", "\n")]
    [InlineData(" ,\r\n  ", "\r\n")]
    public void A_json_array_is_refused_wherever_it_is_cut(string between, string end)
    {
        var text = "[" + string.Join(between, Enumerable.Range(0, 4).Select(Row)) + "]" + end;
        var whole = text.LastIndexOf(']') + 1;
        for (var length = 1; length < whole; length++)
        {
            _folder.Write("d.json", text[..length]);
            var error = _folder.Fail(null, Numbers("d.json", "a"));
            var line = text[..length].TrimEnd().Count(letter => letter == '\n') + 1;
            Assert.Equal($"d.json, line {line}: the file ends before its array does: {Lost}", error.Message);
            Assert.Equal("d.json", error.File);
        }
        _folder.Write("d.json", text);
        using var rows = _folder.Load(null, Numbers("d.json", "a"));
        Assert.Equal([0, 1, 2, 3], rows.Floats("X"));
    }

    [Fact]
    public void A_json_line_is_refused_wherever_it_is_cut()
    {
        var text = string.Join("\n", Enumerable.Range(0, 3).Select(Row));
        var last = text.LastIndexOf('\n') + 1;
        for (var length = last + 1; length < text.Length; length++)
        {
            _folder.Write("d.jsonl", text[..length]);
            Assert.Equal($"d.jsonl, line 3: the file ends before its last object does: {Lost}", _folder.Fail(null, Numbers("d.jsonl", "a")).Message);
        }
    }

    [Fact]
    public void A_parquet_file_is_refused_wherever_it_is_cut()
    {
        _folder.Parquet("whole.parquet", "SELECT i AS a FROM range(100) t(i)");
        var bytes = File.ReadAllBytes(_folder["whole.parquet"]);
        foreach (var length in new[] { 0, 3, 4, 20, bytes.Length / 2, bytes.Length - 8, bytes.Length - 1 })
        {
            _folder.Write("d.parquet", bytes[..length]);
            Assert.StartsWith("d.parquet cannot be read as Parquet: ", _folder.Fail(null, Numbers("d.parquet", "a")).Message);
        }
    }

    [Theory]
    [InlineData("7,8,\"Ok", "d.csv, line 3: a quote (\") is opened and never closed.")]
    [InlineData("7,8,\"Ok\n9,9,Ok\n", "d.csv, line 3: a quote (\") is opened and never closed.")]
    [InlineData("7,8", "d.csv, line 3: expected 3 fields as in the header, found 2.")]
    [InlineData("7", "d.csv, line 3: expected 3 fields as in the header, found 1.")]
    [InlineData("7,8,", "d.csv, line 3 (row 2), column 'y': expected a class of 'Verdict', found an empty cell.")]
    public void The_last_row_of_a_csv_is_no_exception(string last, string expected)
    {
        _folder.Write("d.csv", "a,b,y\n1,2,Ok\n" + last);
        Assert.StartsWith(expected, _folder.Fail(null, Numbers("d.csv", "a", "b"), Label("d.csv", "y", "Ok")).Message);
    }

    [Theory]
    [InlineData("d.csv.gz", "a\n", "\n", "")]
    [InlineData("d.json.gz", "[", ",", "]")]
    public void A_packed_file_is_refused_wherever_it_is_cut(string name, string begin, string between, string end)
    {
        var isJson = begin == "[";
        // Noise, so that little of it is packed in one block; in two members, as programs that append write them.
        var random = new Random(3);
        string[] rows = [.. Enumerable.Range(0, 2000).Select(_ => isJson ? $$"""{"a":{{random.Next()}}}""" : $"{random.Next()}")];
        var text = begin + string.Join(between, rows) + end;
        byte[] bytes = [.. Packed(text[..(text.Length / 2)]), .. Packed(text[(text.Length / 2)..])];
        for (var length = 30; length < bytes.Length; length += 97)
        {
            _folder.Write(name, bytes[..length]);
            Assert.Equal($"{name} cannot be read: it was cut off or is damaged, and rows are lost. Write or fetch it anew.",
                Assert.Throws<DataException>(() => _folder.Load(null, Numbers(name, "a")).Dispose()).Message);
        }
        _folder.Write(name, bytes);
        using var all = _folder.Load(null, Numbers(name, "a"));
        Assert.Equal(2000, all.Count);
    }

    [Theory]
    [InlineData("", "d.json has no rows.")]
    [InlineData("[]", "d.json has no rows.")]
    [InlineData("""[{"a":1}][{"a":2}]""",
        "d.json, line 1: expected the rows as one array of objects or as one object per line, found something behind the array.")]
    [InlineData("[\n{\"a\":1},\n5]", "d.json, line 3: expected the rows as one array of objects or as one object per line, found a number.")]
    [InlineData("[[{\"a\":1}]]", "d.json, line 1: expected the rows as one array of objects or as one object per line, found an array.")]
    [InlineData("[{\"a\":1},\n{\"a\":2}\n{\"a\":3}]", "d.json, line 3: this is no JSON: '{' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("\ufeff[{\"a\":1}]", "d.json begins with a byte order mark, which JSON must not. Save it as UTF-8 without one.")]
    [InlineData("""[{"a":1},{"a":1,"a":2}]""", "d.json, row 2: Object {\"a\":1,\"a\":2} has duplicate key \"a\".")]
    public void Json_that_is_no_list_of_rows_is_told_with_its_line(string text, string expected)
    {
        _folder.Write("d.json", text);
        Assert.Equal(expected, _folder.Fail(null, Numbers("d.json", "a")).Message);
    }

    private static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Optimal)) packed.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
