using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FusionDsl.Benchmarks.Tests;

/// <summary>Every benchmark runs with tiny sizes and writes what it promises. Times are not looked at.</summary>
public sealed class CommandTests
{
    [Fact]
    public void Steps_agree_on_the_losses_of_all_variants_and_cases()
    {
        var json = Run("steps");

        string[] variants = ["generated", "torchsharp-tight", "torchsharp", "floor"];
        foreach (var name in new[] { "small", "three", "medium", "cnn", "six" })
        {
            var rows = Rows(json).Where(row => (string)row["case"]! == name).ToList();
            Assert.Equal(variants, rows.Select(row => (string)row["variant"]!).Where(variants.Contains));
            Assert.All(rows, row =>
            {
                AssertPositive(row, "steps_per_s", "us_per_step", "threads");
                Assert.True((double)row["spread"]! >= 0);
                Assert.True((double)row["time_of_floor"]!["median"]! > 0);
            });
            var losses = rows.Where(row => (string)row["variant"]! != "floor").Select(row => (double)row["loss"]!).ToList();
            Assert.All(losses, loss => Assert.Equal(losses[0], loss, tolerance: 1e-4 * losses[0]));
            Assert.Null(rows.Single(row => (string)row["variant"]! == "floor")["loss"]);
        }
    }

    [Fact]
    public void Loader_counts_rows_and_bytes()
    {
        var rows = Rows(Run("loader", "--cases", "small,cnn")).ToList();

        Assert.All(rows, row => AssertPositive(row, "rows_per_s", "mb_per_s", "us_per_row"));
        // 64 and 32 numbers of four bytes and a label of eight.
        Assert.All(rows.Where(row => (string)row["case"]! == "small"), row =>
            Assert.Equal(4 * (64 + 32) + 8, (double)row["mb_per_s"]! * 1e6 / (double)row["rows_per_s"]!, tolerance: 1e-6));
        Assert.Contains(rows, row => (string)row["variant"]! == "generated" && (string)row["case"]! == "cnn");
    }

    [Fact]
    public void Predict_tells_the_same_classes_by_all_variants()
    {
        var rows = Rows(Run("predict", "--cases", "small,cnn")).ToList();

        Assert.All(rows, row => AssertPositive(row, "us_per_prediction", "predictions_per_s"));
        foreach (var batch in new[] { 1, 64, 256 })
            Assert.Contains(rows, row => (int)row["batch"]! == batch && (string)row["variant"]! == "generated");
    }

    [Fact]
    public void Growth_shows_batch_rows_models_and_memory()
    {
        var rows = Rows(Run("growth")).ToList();

        Assert.Equal(["batch", "rows", "models", "memory"], rows.Select(row => (string)row["what"]!).Distinct());
        Assert.All(rows.Where(row => (string)row["what"]! is "batch" or "rows"), row => AssertPositive(row, "us_per_step", "us_per_row"));
        Assert.All(rows.Where(row => (string)row["what"]! == "models"), row => Assert.Equal(0, (long)row["live_tensors"]!));
        Assert.All(rows.Where(row => (string)row["what"]! == "memory"), row =>
            Assert.True((double)row["mb_peak"]! >= (double)row["mb_with_data"]!));
    }

    [Fact]
    public void Edits_are_measured_beside_the_floor_for_every_size()
    {
        var rows = Rows(Run("edits", "| edit |", [])).ToList();

        Assert.Equal([0, 1, 10], rows.Select(row => (int)row["models"]!).Distinct());
        string[] edits =
        [
            "cold", "no-op", "unrelated C# edit", "comment", "semantic edit", "cold, YAML", "unrelated C# edit, YAML", "YAML comment", "YAML semantic edit",
            "cold process", "cold process, YAML",
        ];
        Assert.Equal(edits, rows.Where(row => (int)row["models"]! == 10).Select(row => (string)row["edit"]!));
        Assert.All(rows, row => AssertPositive(row, "fusion_ms", "floor_ms", "times_floor", "blocks"));
        // What was measured has written the models.
        Assert.All(rows.Where(row => row["generated_files"] is not null), row => Assert.True((int)row["generated_files"]! >= 10 * (int)row["models"]!));
    }

    [Fact]
    public void A_report_names_what_its_numbers_depend_on()
    {
        var machine = Run("loader", "--cases", "small", "--threads", "2")["machine"]!;

        foreach (var fact in new[] { "date", "cpu", "vector_bits", "dotnet", "libtorch", "blas" })
            Assert.False(string.IsNullOrWhiteSpace((string)machine[fact]!), fact);
        Assert.Equal(Environment.ProcessorCount, (int)machine["cores"]!);
        Assert.Equal(2, (int)machine["threads"]!);
        Assert.DoesNotContain(Environment.MachineName, machine.ToJsonString());
    }

    [Theory]
    [InlineData("--cases", "small,tiny", "there is no 'tiny'; expected some of small, three")]
    [InlineData("--variants", "fast", "there is no 'fast'; expected some of generated")]
    [InlineData("--blocks", "0", "--blocks: expected a whole number from 1, found '0'")]
    public void What_is_not_known_is_refused(string option, string value, string message)
    {
        var (exit, _, error) = Start("steps", option, value);

        Assert.Equal(2, exit);
        Assert.Contains(message, error);
    }

    private static JsonNode Run(string command, params string[] options) => Run(command, "| variant |", options);

    private static JsonNode Run(string command, string heading, string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        try
        {
            var (json, markdown) = (Path.Combine(folder, "results.json"), Path.Combine(folder, "results.md"));
            var (exit, _, error) = Start([command, "--quick", "--json", json, "--markdown", markdown, .. options]);
            Assert.True(exit == 0, error);
            Assert.Contains(heading, File.ReadAllText(markdown));
            var root = JsonNode.Parse(File.ReadAllText(json))!;
            Assert.Equal(command, (string)root["command"]!);
            return root;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Exit, string Out, string Error) Start(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FusionDsl.Benchmarks.dll"), .. args])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static IEnumerable<JsonNode> Rows(JsonNode root) => root["rows"]!.AsArray().Select(row => row!);

    private static void AssertPositive(JsonNode row, params string[] numbers)
    {
        foreach (var number in numbers) Assert.True((double)row[number]! > 0, $"{number} in {row.ToJsonString()}");
    }
}
