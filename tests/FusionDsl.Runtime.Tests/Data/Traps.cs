using System.Globalization;
using System.Text;
using FusionDsl.Data;
using static FusionDsl.Runtime.Tests.Data.Shorthand;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>What the engine underneath would do silently or say badly.</summary>
public sealed class Traps : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("g[1].csv", "g1.csv")]
    [InlineData("g*.csv", "gx.csv")]
    [InlineData("g?.csv", "gx.csv")]
    [InlineData("it's [*] a ?[[]].csv", "other.csv")]
    [InlineData("a[b]/c*/d.csv", "ab/cd/d.csv")]
    public void A_path_is_no_pattern(string name, string decoy)
    {
        if (OperatingSystem.IsWindows() && name.AsSpan().ContainsAny("*?")) return;
        _folder.Write(name, "a\n1\n").Write(decoy, "a\n2\n");
        using var rows = _folder.Load(null, Numbers(name, "a"));
        Assert.Equal([1f], rows.Floats("X"));
    }

    [Fact]
    public void A_folder_named_like_a_partition_adds_no_column()
    {
        _folder.Write("year=2024/d.csv", "a\n1\n").Write("year=2024/d.json", """[{"a":1}]""").Parquet("year=2024/d.parquet",
            "SELECT 1 AS a");
        foreach (var file in new[] { "year=2024/d.csv", "year=2024/d.json", "year=2024/d.parquet" })
        {
            using var rows = _folder.Load(null, Numbers(file, "a"));
            Assert.Equal([1f], rows.Floats("X"));
            Assert.Contains("no column 'year'", _folder.Fail(null, Numbers(file, "year")).Message);
        }
    }

    [Fact]
    public void Columns_go_by_their_names_not_by_their_places()
    {
        _folder.Write("d.csv", "label,f1,f0\nA,1,0\n");
        using var rows = _folder.Load(null, Numbers("d.csv", "f0", "f1"), Label("d.csv", "label", "A"));
        Assert.Equal([0f, 1], rows.Floats("X"));
    }

    [Fact]
    public void A_fraction_among_integers_is_never_rounded()
    {
        // More whole rows in front than a type detection would look at.
        var rows = string.Concat(Enumerable.Range(0, 21_000).Select(i => $"{i % 5},3,[3]\n"));
        _folder.Write("d.csv", $"x,t,l\n{rows}2.5,2.5,[2.5]\n");
        using (var loaded = _folder.Load(null, Numbers("d.csv", "x"))) Assert.Equal(2.5f, loaded.Floats("X")[^1]);
        Assert.Equal("d.csv, line 21,002 (row 21,001), column 't': expected token ids from 0 to 4, found 2.5.",
            _folder.Fail(null, new TokensSource("Code", "d.csv", ["t", "t"], 2, 5, false)).Message);
        Assert.Equal("d.csv, line 21,002 (row 21,001), column 'l': expected a list of integers, found 2.5 (element 1).",
            _folder.Fail(null, Tokens("d.csv", 1, 5, false, "l")).Message);
        _folder.Parquet("d.parquet", "SELECT [1.0, 2.5]::DOUBLE[] AS l, 2.5::DECIMAL(3,1) AS t");
        Assert.Equal("d.parquet, row 1, column 'l': expected a list of integers, found 2.5 (element 2).",
            _folder.Fail(null, Tokens("d.parquet", 2, 5, false, "l")).Message);
        Assert.Equal("d.parquet, row 1, column 't': expected token ids from 0 to 4, found 2.5.",
            _folder.Fail(null, Tokens("d.parquet", 1, 5, false, "t")).Message);
    }

    [Fact]
    public void An_empty_list_cell_is_an_error_and_no_wild_read()
    {
        _folder.Parquet("d.parquet", "SELECT CASE WHEN i = 3000 THEN NULL ELSE [i % 5, 1] END AS l FROM range(5000) t(i)");
        Assert.StartsWith("d.parquet, row 3,001, column 'l': expected token ids from 0 to 4, found an empty cell.",
            _folder.Fail(null, Tokens("d.parquet", 2, 5, false, "l")).Message);
        Assert.StartsWith("d.parquet, row 3,001, column 'l': expected a list of 2 numbers, found an empty cell.",
            _folder.Fail(null, Numbers("d.parquet", [2], "l")).Message);
    }

    [Fact]
    public void An_empty_element_of_a_list_is_an_error()
    {
        _folder.Parquet("d.parquet", "SELECT CASE WHEN i = 100 THEN [1, NULL] ELSE [2, 3] END AS l FROM range(300) t(i)");
        Assert.Equal("d.parquet, row 101, column 'l': expected a list of integers, found an empty element (element 2).",
            _folder.Fail(null, Tokens("d.parquet", 2, 5, false, "l")).Message);
        Assert.Equal("d.parquet, row 101, column 'l': expected a list of numbers, found an empty element (element 2).",
            _folder.Fail(null, Numbers("d.parquet", [2], "l")).Message);
        _folder.Write("d.jsonl", "{\"l\":[1,2]}\n{\"l\":[1,null]}\n");
        Assert.Equal(
            "d.jsonl, row 2, column 'l': expected a list of numbers, found 'null' (element 2). To mend it, write a list as [1, 2, 3] or 1 2 3.",
            _folder.Fail(null, Numbers("d.jsonl", [2], "l")).Message);
    }

    [Theory]
    [InlineData("", "an empty cell")]
    [InlineData("\"\"", "an empty cell")]
    [InlineData("NA", "'NA'")]
    [InlineData("\"1,5\"", "'1,5'")]
    [InlineData("true", "'true'")]
    [InlineData("0x10", "'0x10'")]
    public void A_cell_that_is_no_number_is_named(string cell, string found)
    {
        _folder.Write("d.csv", $"id,a,b\nk1,1,2\nk2,3,4\nk3,{cell},6\n");
        var error = _folder.Fail("id", Numbers("d.csv", "b", "a"));
        Assert.StartsWith($"d.csv, line 4 (row 3), column 'a', id 'k3': expected a number, found {found}.", error.Message);
        Assert.Equal(("d.csv", 3L, "a"), (error.File, error.Row!.Value, error.Column));
    }

    [Theory]
    [InlineData("nan", "NaN")]
    [InlineData("inf", "Infinity")]
    [InlineData("-Infinity", "-Infinity")]
    [InlineData("1e39", "Infinity")]
    public void A_number_that_is_not_finite_is_an_error(string cell, string found)
    {
        _folder.Write("d.csv", $"id,a,b\nk1,1,2\nk2,3,4\nk3,5,{cell}\n");
        Assert.Equal($"d.csv, line 4 (row 3), column 'b', id 'k3': expected a finite number in the range of float32, found {found}.",
            _folder.Fail("id", Numbers("d.csv", "a", "b")).Message);
    }

    [Fact]
    public void A_parquet_cell_that_does_not_convert_is_named()
    {
        _folder.Parquet("d.parquet",
            "SELECT CASE WHEN i = 4000 THEN 'abc' ELSE '1' END AS a, CASE WHEN i = 4500 THEN 1e300 ELSE 1 END AS b, " +
                                     "CASE WHEN i = 70 THEN ['1', 'x'] ELSE ['1', '2'] END AS l FROM range(5000) t(i)");
        Assert.Equal("d.parquet, row 4,001, column 'a': expected a number, found 'abc'.",
            _folder.Fail(null, Numbers("d.parquet", "b", "a")).Message);
        Assert.Contains("d.parquet, row 4,501, column 'b': expected", _folder.Fail(null, Numbers("d.parquet", "b")).Message);
        Assert.Equal("d.parquet, row 71, column 'l': expected a list of numbers, found '[1, x]'.",
            _folder.Fail(null, Numbers("d.parquet", [2], "l")).Message);
    }

    [Fact]
    public void A_column_of_another_type_is_an_error()
    {
        _folder.Parquet("d.parquet", "SELECT DATE '2024-01-01' AS d, [1, 2] AS l, 1 AS a, [[1]] AS ll");
        Assert.Equal("d.parquet, column 'd': expected numbers, found a column of type DATE.",
            _folder.Fail(null, Numbers("d.parquet", "d")).Message);
        Assert.Equal("d.parquet, column 'a': expected lists of integers, found a column of type INTEGER.",
            _folder.Fail(null, Tokens("d.parquet", 2, 9, false, "a")).Message);
        Assert.Equal("d.parquet, column 'l': expected text, found a column of type INTEGER[].",
            _folder.Fail(null, Label("d.parquet", "l", "A")).Message);
        Assert.Contains("found a column of type INTEGER[][]", _folder.Fail(null, Numbers("d.parquet", [2], "ll")).Message);
    }

    [Theory]
    [InlineData("\ufeffid,a\r\nx,1\r\ny,2\r\n")]
    [InlineData("\ufeff\"id\",\"a\"\nx,1\ny,2")]
    [InlineData("id,a\r\nx,1\r\n\r\ny,2")]
    [InlineData("id,a\rx,1\ry,2\r")]
    [InlineData("\"id\",\"a\"\n\"x\",\"1\"\n\"y\",\" 2 \"\n")]
    public void Byte_order_marks_line_ends_and_quotes_do_not_matter(string text)
    {
        _folder.Write("d.csv", text);
        using var rows = _folder.Load("id", Numbers("d.csv", "a"));
        Assert.Equal(["x", "y"], rows.Info.Names);
        Assert.Equal([1f, 2], rows.Floats("X"));
    }

    [Fact]
    public void Lines_are_counted_through_quoted_line_ends_and_empty_lines()
    {
        _folder.Write("d.csv", "id,\"a\nb\"\r\n\"x \"\"1\"\"\r\ny\",1\r\n\r\nz,\r\n");
        var error = _folder.Fail("id", Numbers("d.csv", "a\nb"));
        Assert.Contains("d.csv, line 6 (row 2)", error.Message);
        Assert.Contains("id 'z'", error.Message);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_an_error_wherever_it_is()
    {
        _folder.Write("head.csv", Encoding.Latin1.GetBytes("größe,a\nx,1\n")).Write("body.csv",
            Encoding.Latin1.GetBytes("id,a\nx,1\nä,2\n"));
        const string Mend = "these bytes are not UTF-8. Save the file as UTF-8 (iconv -f latin1 -t utf-8, if it is Latin-1).";
        Assert.Equal("head.csv, line 1: " + Mend, _folder.Fail(null, Numbers("head.csv", "a")).Message);
        Assert.Equal("body.csv, line 3: " + Mend, _folder.Fail("id", Numbers("body.csv", "a")).Message);
        _folder.Write("wide.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("id,a\nx,1\n")).ToArray());
        Assert.Equal("wide.csv is UTF-16. Save it as UTF-8.", _folder.Fail(null, Numbers("wide.csv", "a")).Message);
    }

    [Fact]
    public void Umlauts_in_utf8_are_fine()
    {
        _folder.Write("dätä.csv", "schlüssel,größe\nÄ,1\n");
        using var rows = _folder.Load("schlüssel", Numbers("dätä.csv", "größe"));
        Assert.Equal(["Ä"], rows.Info.Names);
    }

    [Fact]
    public void Names_that_differ_by_case_are_different_columns()
    {
        _folder.Write("d.csv", "f,F,g\n1,2,3\n");
        using var rows = _folder.Load(null, Numbers("d.csv", "F", "f"));
        Assert.Equal([2f, 1], rows.Floats("X"));
        Assert.Contains("no column 'G' (source of 'X'). Did you mean 'g'?", _folder.Fail(null, Numbers("d.csv", "G")).Message);
    }

    [Fact]
    public void A_name_that_appears_twice_is_an_error_only_where_it_is_needed()
    {
        _folder.Write("d.csv", "f,g,f\n1,2,3\n");
        using (var rows = _folder.Load(null, Numbers("d.csv", "g"))) Assert.Equal([2f], rows.Floats("X"));
        Assert.Equal("d.csv: the column 'f' (source of 'X') appears more than once: columns 1 and 3. Rename one of them.",
            _folder.Fail(null, Numbers("d.csv", "f")).Message);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5\n", "d.csv, line 3: expected 3 fields as in the header, found 2.")]
    [InlineData("a,b,c\n1,2,3\n4,5,6,7\n", "d.csv, line 3: expected 3 fields as in the header, found 4.")]
    public void Ragged_rows_are_errors(string text, string message)
    {
        _folder.Write("d.csv", text);
        Assert.Equal(message, _folder.Fail(null, Numbers("d.csv", "a")).Message);
    }

    [Fact]
    public void A_quote_that_never_closes_is_an_error()
    {
        _folder.Write("d.csv", "a,b\n1,\"x\n2,y\n3,z\n");
        Assert.Contains("opened and never closed", _folder.Fail(null, Label("d.csv", "b", "x", "y", "z")).Message);
    }

    [Fact]
    public void Names_with_quotes_and_commands_are_only_names()
    {
        _folder.Write("d.csv", "a'); DROP TABLE x; --,\"b\"\"c\"\n1,2\n").Parquet("d.parquet",
            "SELECT 1 AS \"a'); DROP TABLE x; --\", 2 AS \"b\"\"c\"");
        foreach (var file in new[] { "d.csv", "d.parquet" })
        {
            using var rows = _folder.Load(null, Numbers(file, "b\"c", "a'); DROP TABLE x; --"));
            Assert.Equal([2f, 1], rows.Floats("X"));
        }
    }

    [Fact]
    public void Only_the_named_files_can_be_read_and_nothing_from_the_network()
    {
        _folder.Write("mine.csv", "a\n1\n").Write("yours.csv", "a\n1\n");
        using var engine = new FusionDsl.Data.Files.Engine([_folder["mine.csv"]]);
        Assert.NotNull(engine.First($"SELECT * FROM '{_folder["mine.csv"]}'"));
        foreach (var source in new[] { _folder["yours.csv"], "/etc/passwd", "https://example.org/a.csv" })
            Assert.ThrowsAny<Exception>(() => engine.First($"SELECT * FROM read_csv('{source}')"));
        foreach (var change in new[] { "SET enable_external_access = true", "SET autoinstall_known_extensions = true", "INSTALL httpfs",
            "SET threads = 1" })
            Assert.ThrowsAny<Exception>(() => engine.First(change));
        Assert.Equal([false, false], engine.First(
            "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')")!.Cast<bool>());
    }

    [Fact]
    public void What_does_not_fit_into_memory_is_spilled_to_a_folder_that_is_removed()
    {
        using (var engine = new FusionDsl.Data.Files.Engine([]))
        {
            var spill = (string)engine.First("SELECT current_setting('temp_directory')")![0]!;
            Assert.StartsWith(Path.GetTempPath(), spill);
            Directory.CreateDirectory(spill);
            engine.Dispose();
            Assert.False(Directory.Exists(spill));
        }
    }

    [Fact]
    public void A_failure_in_the_middle_of_a_stream_is_not_taken_for_the_end()
    {
        using var engine = new FusionDsl.Data.Files.Engine([]);
        using var result = engine.Query("SELECT CAST(CASE WHEN i = 400000 THEN 'x' ELSE '1' END AS FLOAT) FROM range(500000) t(i)", true,
            default);
        var rows = 0L;
        var failure = Assert.ThrowsAny<Exception>(() =>
        {
            for (int next; (next = result.Next()) > 0;) rows += next;
        });
        Assert.Contains("'x'", failure.Message);
        Assert.InRange(rows, 1, 400_000);
    }

    [Fact]
    public void Keys_stay_the_text_that_is_written()
    {
        _folder.Write("d.csv", "id,a\n007,1\n7,2\n1e3,3\n true,4\n");
        using var rows = _folder.Load("id", Numbers("d.csv", "a"));
        Assert.Equal(["007", "7", "1e3", " true"], rows.Info.Names);
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("de-CH")]
    [InlineData("tr-TR")]
    public void The_culture_matters_neither_to_values_nor_to_messages(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            _folder.Write("d.csv", "id,x,c\n" + string.Concat(Enumerable.Repeat(0, 1500).Select((_, i) =>
                string.Create(CultureInfo.InvariantCulture, $"i{i},-1.5,[-3]\n"))));
            using (var rows = _folder.Load("id", Numbers("d.csv", "x"))) Assert.All(rows.Floats("X"), x => Assert.Equal(-1.5f, x));
            Assert.Equal("d.csv, line 2 (row 1), column 'c', id 'i0': expected token ids from 0 to 4, found -3 (element 1).",
                _folder.Fail("id", Tokens("d.csv", 2, 5, false, "c")).Message);
            _folder.Write("d.csv", string.Concat(File.ReadAllText(_folder["d.csv"]), "last,-2.5x,[1]\n"));
            Assert.Equal("d.csv, line 1,502 (row 1,501), column 'x', id 'last': expected a number, found '-2.5x'.",
                _folder.Fail("id", Numbers("d.csv", "x")).Message);
            Assert.Contains("is -0.5,",
                Assert.Throws<DataException>(() => Splitter.Deal(new SplitPlan(-0.5), new RowInfo(["a"]), [])).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Interrupting_a_running_query_ends_it()
    {
        using var engine = new FusionDsl.Data.Files.Engine([]);
        using var stop = new CancellationTokenSource();
        stop.CancelAfter(TimeSpan.FromMilliseconds(100));
        // Without the interrupt this would count for hours.
        Assert.ThrowsAny<OperationCanceledException>(
            () => engine.Query("SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3",
            false, stop.Token));
    }

    [Theory]
    [InlineData("d.csv", "a,b\r\n1,2\n3,4\r\n", "line ends are mixed")]
    [InlineData("d.csv", "a,b\n1,2\r\n3,4\n", "line ends are mixed")]
    [InlineData("d.csv", "", "the first line is empty")]
    [InlineData("d.csv.gz", "not compressed", "d.csv.gz cannot be read: ")]
    [InlineData("d.csv", "\n1\n", "the first line is empty")]
    [InlineData("d.csv", "a,b\n", "d.csv has no rows.")]
    [InlineData("d.json", "[]", "d.json")]
    [InlineData("d.json", "{\"a\": [1,", "d.json")]
    [InlineData("d.parquet", "no parquet at all", "d.parquet cannot be read as Parquet: ")]
    [InlineData("d.xlsx", "?",
        "d.xlsx: the format '.xlsx' is not read. Use .csv, .tsv, .json, .jsonl, .ndjson (each also .gz) or .parquet.")]
    public void Empty_and_broken_files_are_errors(string file, string text, string message)
    {
        _folder.Write(file, text);
        Assert.Contains(message, _folder.Fail(null, Numbers(file, "a")).Message);
    }
}
