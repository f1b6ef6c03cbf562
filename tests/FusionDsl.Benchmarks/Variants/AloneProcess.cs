using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>One variant that trains alone in a process of its own, so that the peak of its memory is nobody else's.</summary>
internal static class AloneProcess
{
    /// <summary>The hidden command that the child runs.</summary>
    public const string Command = "alone";

    /// <summary>Runs a child.</summary>
    public static (long Before, long Peak) Measure(string theCase, string variant, int threads, int epochs, int rows)
    {
        // The program that runs may be its own host or dotnet; the library is the same.
        var program = typeof(AloneProcess).Assembly.Location;
        using var child = Process.Start(new ProcessStartInfo(
            "dotnet", [program, Command, theCase, variant, $"{threads}", $"{epochs}", $"{rows}"])
            { RedirectStandardOutput = true })!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new FusionException($"{theCase}, {variant}: the process that trains alone failed.");
        var answer = JsonNode.Parse(output)!;
        return ((long)answer["before"]!, (long)answer["peak"]!);
    }

    /// <summary>What the child does: trains, and says how much memory it had with the data in it, and at most.</summary>
    public static int Train(string theCase, string variant, int threads, int epochs, int rows)
    {
        using var workload = new Workload(AllCases.Of(theCase), threads, rows);
        using var here = Process.GetCurrentProcess();
        var before = here.WorkingSet64;
        foreach (var contestant in StepVariants.Create(workload, [variant], python: null))
        {
            contestant.Reset();
            contestant.Run(epochs);
            contestant.Dispose();
        }
        here.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new { before, peak = here.PeakWorkingSet64 }));
        return 0;
    }
}
