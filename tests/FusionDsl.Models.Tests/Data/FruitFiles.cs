using System.Globalization;
using DuckDB.NET.Data;

namespace FusionDsl.Models.Tests.Data;

/// <summary>The two files of the fruit models, in a folder of their own: rows in different orders, and some ids in one file only.</summary>
public sealed class FruitFiles : IDisposable
{
    public const int Count = 48;

    public FruitFiles()
    {
        Folder = Directory.CreateTempSubdirectory("fusion-").FullName;
        var random = new Random(4);
        Fruits = [.. Enumerable.Range(0, Count).Select(i =>
        {
            var kind = i % 3;
            float[] measures = [.. Enumerable.Range(0, 3).Select(axis => (float)Math.Round(random.NextDouble() + (axis == kind ? 1 : 0), 3))];
            long[] words = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.NextInt64(1, 9))];
            return new Row($"f{i:00}", measures, words, ((string[])["Apple", "Pear", "Quince"])[kind], (float)Math.Round(random.NextDouble(), 3), $"tree{i / 3 % 8}");
        })];

        string Line(Row row) => FormattableString.Invariant(
            $"{row.Id},{row.Measures[0]},{row.Measures[1]},{row.Measures[2]},{row.Weight},{row.Tree},{(row.Id == "f00" ? "" : row.Id[^1] is '1' ? "test" : row.Id[^1] is '2' ? "validation" : "train")}");
        File.WriteAllLines(Path.Combine(Folder, "measures.csv"), ["id,m0,m1,m2,weight,tree,part", .. Fruits.Select(Line), "lonely,1,2,3,4,tree0,train"]);

        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        // Backwards: joined by row number, every sample would be wrong.
        var values = string.Join(",", Fruits.AsEnumerable().Reverse().Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"('{row.Id}', [{string.Join(",", row.Words)}]::BIGINT[], '{row.Kind}')")));
        command.CommandText =
            $"COPY (SELECT * FROM (VALUES {values}) AS t(id, words, kind)) TO '{Path.Combine(Folder, "words.parquet")}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }

    public sealed record Row(string Id, float[] Measures, long[] Words, string Kind, float Weight, string Tree);

    public string Folder { get; }

    public IReadOnlyList<Row> Fruits { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
