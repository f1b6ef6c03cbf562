using DuckDB.NET.Data;

namespace FusionDsl.Avr.Tests;

/// <summary>What the checked-in data set of the worked example promises, read from the file itself.</summary>
public sealed class DatasetTests : IDisposable
{
    private static readonly string[] _splits =
        ["split_random", "split_build", "split_implementation", "split_implementation_2", "split_implementation_3"];

    private static readonly Dictionary<string, string> _family = new()
    {
        ["Aes"] = "Spn", ["Present"] = "Spn", ["Prince"] = "Spn", ["Gift"] = "Spn", ["Skinny"] = "Spn", ["Led"] = "Spn",
        ["Sparx"] = "Arx", ["Speck"] = "Arx", ["Lea"] = "Arx", ["Hight"] = "Arx", ["Xtea"] = "Arx", ["Benign"] = "Benign",
    };

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DatasetTests()
    {
        _connection.Open();
        Query($"CREATE VIEW functions AS SELECT * FROM read_parquet('{Example("functions.parquet").Replace("'", "''")}')").Dispose();
    }

    public static TheoryData<string> Splits => new(_splits);

    public static TheoryData<string> ImplementationSplits => new(_splits.Where(split => split.StartsWith("split_implementation")));

    [Fact]
    public void Each_row_has_an_id_of_its_own() =>
        Assert.Equal(Number("SELECT count(*) FROM functions"), Number("SELECT count(DISTINCT id) FROM functions"));

    [Theory, MemberData(nameof(Splits))]
    public void No_sequence_is_on_two_sides_of_a_split(string split) => Assert.Empty(Strings(
        $"SELECT min(id) FROM functions WHERE {split} <> '' GROUP BY opcodes HAVING count(DISTINCT {split}) > 1"));

    [Theory, MemberData(nameof(Splits))]
    public void A_sequence_counts_once_in_its_part(string split) => Assert.Empty(Strings(
        $"SELECT min(id) FROM functions WHERE {split} <> '' GROUP BY opcodes HAVING count(*) > 1"));

    [Theory, MemberData(nameof(Splits))]
    public void Every_class_is_in_every_part_of_a_split(string split)
    {
        Assert.Equal(["test", "train", "validation"], Strings($"SELECT DISTINCT {split} FROM functions WHERE {split} <> '' ORDER BY 1"));
        foreach (string part in (string[])["train", "validation", "test"])
        {
            Assert.Equal(
                _family.Keys.Order(StringComparer.Ordinal),
                Strings($"SELECT DISTINCT cipher FROM functions WHERE {split} = '{part}' ORDER BY 1"));
        }
    }

    [Fact]
    public void No_sequence_has_two_labels() =>
        Assert.Empty(Strings("SELECT min(id) FROM functions GROUP BY opcodes HAVING count(DISTINCT cipher) > 1"));

    [Theory, MemberData(nameof(ImplementationSplits))]
    public void A_tested_implementation_is_neither_trained_on_nor_validated_on(string split)
    {
        Assert.Empty(Strings(
            $"""
            SELECT implementation FROM functions WHERE {split} = 'test'
            INTERSECT SELECT implementation FROM functions WHERE {split} IN ('train', 'validation')
            """));
        Assert.Equal(12, Number($"SELECT count(DISTINCT implementation) FROM functions WHERE {split} = 'test'"));
    }

    [Fact]
    public void Each_implementation_of_a_cipher_is_tested_by_one_implementation_split() => Assert.All(
        Strings("SELECT DISTINCT implementation FROM functions WHERE cipher <> 'Benign'"),
        implementation => Assert.Equal(1, _splits.Where(split => split.StartsWith("split_implementation", StringComparison.Ordinal)).Count(
            split => Number($"SELECT count(*) FROM functions WHERE implementation = '{implementation}' AND {split} = 'test'") > 0)));

    [Fact]
    public void A_tested_build_is_neither_trained_on_nor_validated_on()
    {
        Assert.Empty(Strings(
            """
            SELECT build FROM functions WHERE split_build = 'test'
            INTERSECT SELECT build FROM functions WHERE split_build IN ('train', 'validation')
            """));
        Assert.Empty(Strings(
            """
            SELECT build FROM functions WHERE split_build = 'validation'
            INTERSECT SELECT build FROM functions WHERE split_build = 'train'
            """));
    }

    [Fact]
    public void The_labels_of_the_three_tasks_agree()
    {
        Assert.Equal(
            _family.Select(pair => $"{pair.Key} {pair.Value} {(pair.Key == "Benign" ? "Benign" : "Crypto")}").Order(StringComparer.Ordinal),
            Strings("SELECT DISTINCT cipher || ' ' || family || ' ' || crypto FROM functions ORDER BY 1"));
        Assert.Empty(Strings("SELECT id FROM functions WHERE cipher <> 'Benign' AND implementation NOT LIKE lower(cipher) || '/%'"));
        Assert.Empty(Strings(
            "SELECT id FROM functions WHERE cipher = 'Benign' AND implementation NOT LIKE 'benign/%' AND implementation <> 'runtime'"));
    }

    [Fact]
    public void Start_up_code_and_libraries_are_benign()
    {
        Assert.Equal(["Benign"], Strings("SELECT DISTINCT cipher FROM functions WHERE implementation = 'runtime'"));
        Assert.Equal(
            ["main", "qsort", "strtol"],
            Strings(
                """
                SELECT DISTINCT function FROM functions
                WHERE implementation = 'runtime' AND function IN ('main', 'qsort', 'strtol') ORDER BY 1
                """));
        Assert.Empty(Strings("SELECT id FROM functions WHERE implementation <> 'runtime' AND function IN ('main', 'qsort', 'strtol')"));
    }

    [Fact]
    public void Tokens_and_frequencies_tell_the_same()
    {
        using DuckDBCommand query = Query("SELECT id, opcodes, frequencies FROM functions");
        using DuckDBDataReader reader = query.ExecuteReader();
        int rows = 0;
        while (reader.Read())
        {
            string id = reader.GetString(0);
            List<int> opcodes = reader.GetFieldValue<List<int>>(1);
            List<float> frequencies = reader.GetFieldValue<List<float>>(2);
            Assert.True(opcodes.Count >= 8, $"{id} has {opcodes.Count} instructions");
            Assert.Equal(AvrOpcodes.Count, frequencies.Count);
            var counts = new int[AvrOpcodes.Count];
            foreach (int token in opcodes)
            {
                Assert.InRange(token, AvrOpcodes.Padding + 1, AvrOpcodes.Count - 1);
                counts[token]++;
            }

            Assert.Equal(1.0, frequencies.Sum(value => (double)value), 1e-6);
            for (int token = 0; token < counts.Length; token++)
                Assert.True(frequencies[token] == (float)((double)counts[token] / opcodes.Count), $"{id}: frequency of token {token}");
            rows++;
        }

        Assert.Equal(Number("SELECT count(*) FROM functions"), rows);
    }

    [Fact]
    public void The_examples_are_firmware_that_the_default_split_never_trained_on()
    {
        string[] examples = [.. Directory.GetFiles(Example("examples"), "*.elf").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(examples);
        foreach (string path in examples)
        {
            string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
            Assert.Equal(
                ["test"],
                Strings(
                    $"""
                    SELECT DISTINCT split_implementation FROM functions
                    WHERE implementation = '{parts[0]}/{parts[1]}' AND split_implementation <> ''
                    """));
        }
    }

    [Fact]
    public void An_example_as_hex_holds_the_functions_of_its_elf()
    {
        foreach (string path in Directory.GetFiles(Example("examples"), "*.hex"))
        {
            ILookup<string, string> named = Sequences(Path.ChangeExtension(path, ".elf"));
            HashSet<string> found = [.. Sequences(path).Select(function => function.Key)];

            // A benign module is linked whole, and without symbols what nothing calls is not to be found.
            int equal = named.Count(function => found.Contains(function.Key));
            Assert.True(equal >= 0.7 * named.Count, $"{path}: {equal} of {named.Count} functions found");
            Assert.All(
                named.Where(function => function.Contains("cipher_encrypt") || function.Contains("cipher_decrypt")),
                function => Assert.Contains(function.Key, found));
        }
    }

    public void Dispose() => _connection.Dispose();

    private static ILookup<string, string> Sequences(string path) => Firmware.Load(path).Functions
        .Where(function => function.Tokens.Length >= 8).ToLookup(function => string.Join(' ', function.Tokens), function => function.Name);

    private static string Example(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "specs", "avr-ciphers", name);
            if (Path.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"specs/avr-ciphers/{name} is in no folder above {AppContext.BaseDirectory}.");
    }

    private DuckDBCommand Query(string sql)
    {
        DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        if (sql.StartsWith("CREATE", StringComparison.Ordinal))
            command.ExecuteNonQuery();
        return command;
    }

    private long Number(string sql)
    {
        using DuckDBCommand command = Query(sql);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private List<string> Strings(string sql)
    {
        using DuckDBCommand command = Query(sql);
        using DuckDBDataReader reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(reader.GetString(0));
        return values;
    }
}
