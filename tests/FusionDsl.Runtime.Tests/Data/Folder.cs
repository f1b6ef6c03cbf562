using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using FusionDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Runtime.Tests.Data;

/// <summary>A folder for the files of one test; removed with it.</summary>
public sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fusion-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public Folder Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public Folder Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this;
    }

    /// <summary>Writes the rows of a query.</summary>
    public Folder Parquet(string name, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{this[name].Replace("'", "''")}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return this;
    }

    public LoadedRows Load(string? key, params NodeSource[] sources) => Load(key, new SplitPlan(), sources);

    public LoadedRows Load(string? key, SplitPlan split, params NodeSource[] sources) =>
        DataLoader.Load(new DataPlan(key, null, sources, split), Path);

    /// <summary>The message with which loading fails.</summary>
    public DataException Fail(string? key, params NodeSource[] sources) =>
        Assert.Throws<DataException>(() => Load(key, sources).Dispose());

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class Shorthand
{
    public static NumbersSource Numbers(string file, int[] shape, params string[] columns) => new("X", file, columns, shape);

    public static NumbersSource Numbers(string file, params string[] columns) => new("X", file, columns, [columns.Length]);

    public static TokensSource Tokens(string file, int length, int vocabulary, bool truncate, params string[] columns) =>
        new("Code", file, columns, length, vocabulary, truncate);

    public static ClassSource Label(string file, string column, params string[] classes) => new("Verdict", file, [column], classes);

    public static float[] Floats(this LoadedRows rows, string node)
    {
        using var tensor = rows.Take(node);
        Assert.Equal(ScalarType.Float32, tensor.dtype);
        return tensor.data<float>().ToArray();
    }

    public static long[] Longs(this LoadedRows rows, string node)
    {
        using var tensor = rows.Take(node);
        Assert.Equal(ScalarType.Int64, tensor.dtype);
        return tensor.data<long>().ToArray();
    }

    public static string Text(this float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
