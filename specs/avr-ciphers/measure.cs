// Trains cipher-net.fusion.yaml on every split with several seeds and prints the table of README.md: dotnet run measure.cs [seeds]
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

var seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
string[] splits = ["split_random", "split_build", "split_implementation", "split_implementation_2", "split_implementation_3"];
string[] heads = ["Algorithm", "Family", "Crypto"];
var here = Here();
var tool = Path.Combine(here, "..", "..", "src", "FusionDsl.Cli");
var runs = Directory.CreateTempSubdirectory("fusion-measure-").FullName;

Run("build", "-c", "Release", tool);
Console.WriteLine($"| test on | epochs | {string.Join(" | ", heads.Select(head => $"{head}: accuracy | macro F1 | majority"))} |");
Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|---|---|", heads.Length))}");
foreach (var split in splits)
{
    var metrics = new List<JsonElement>();
    for (var seed = 1; seed <= seeds; seed++)
    {
        var folder = Path.Combine(runs, $"{split}-{seed}");
        Run(
            "run", "--no-build", "-c", "Release", "--project", tool, "--", "train", Path.Combine(here, "cipher-net.fusion.yaml"),
            "--out", folder, "--seed", $"{seed}", "--set", $"data.split.column={split}");
        metrics.Add(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json"))).RootElement);
    }
    var cells = heads.SelectMany(head => new[]
    {
        Spread(metrics.Select(run => Test(run, head, "accuracy"))),
        Spread(metrics.Select(run => Test(run, head, "macroF1"))),
        Percent(Test(metrics[0], head, "majorityAccuracy")),
    });
    Console.WriteLine($"| {split} | {string.Join(", ", metrics.Select(run => run.GetProperty("bestEpoch").GetInt32()))} | {string.Join(" | ", cells)} |");
}
Directory.Delete(runs, recursive: true);

static double Test(JsonElement run, string head, string metric) => run.GetProperty("test").GetProperty(head).GetProperty(metric).GetDouble();

static string Percent(double value) => (100 * value).ToString("F1", CultureInfo.InvariantCulture);

// Mean and sample standard deviation over the seeds, in percent.
static string Spread(IEnumerable<double> values)
{
    var all = values.ToList();
    var mean = all.Average();
    var deviation = all.Count < 2 ? 0 : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1));
    return $"{Percent(mean)} ± {Percent(deviation)}";
}

static void Run(params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode == 0) return;
    Console.Error.WriteLine(output);
    Environment.Exit(process.ExitCode);
}

static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
