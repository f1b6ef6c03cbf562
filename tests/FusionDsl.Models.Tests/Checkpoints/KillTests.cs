using System.Diagnostics;
using Xunit.Abstractions;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>
/// A run that is killed again and again, at any moment, comes to the same bits as one that nobody disturbed. Twenty kills by default;
/// <c>FUSION_KILLS=100 dotnet test tests/FusionDsl.Models.Tests -c Release --filter KillTests</c> makes more.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int FewKills = 20, Killed = 128 + 9;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whenever_it_is_killed_the_run_goes_on_to_the_same_bits()
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("FUSION_KILLS"), out var number) ? number : FewKills;
        var random = new Random(2024);
        var clock = Stopwatch.StartNew();
        var (exit, _, error) = Run("undisturbed", killAfter: null);
        Assert.True(exit == 0, error);
        var expected = Outcome("undisturbed");
        // What an undisturbed run takes; a kill is somewhere in it.
        var longest = clock.Elapsed;

        var (kills, runs, starts) = (0, 0, 0);
        while (kills < wanted)
        {
            var run = $"run-{++runs}";
            do
            {
                // One in eight hits the start, before a checkpoint is read; the others hit the training, which mostly writes checkpoints.
                var killAfter = kills >= wanted ? null : (TimeSpan?)(random.NextDouble() * longest * 0.5);
                (exit, _, error) = Run(run, killAfter, fromTraining: random.Next(8) != 0);
                starts++;
                Assert.True(exit is 0 or Killed, error);
                if (exit == Killed) kills++;
            }
            while (exit != 0);
            Assert.True(expected == Outcome(run), $"Run {runs}, killed and resumed, came to other bits: {_folder.In(run)}");
        }
        output.WriteLine($"{kills} kills in {runs} runs of {starts} starts: all came to the same bits.");
    }

    private string Outcome(string run) => File.ReadAllText(Path.Combine(_folder.In(run), Mortal.Outcome));

    private (int Exit, string Out, string Error) Run(string run, TimeSpan? killAfter, bool fromTraining = true)
    {
        var folder = Directory.CreateDirectory(_folder.In(run)).FullName;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        if (killAfter is { } delay)
        {
            if (fromTraining) process.StandardOutput.ReadLine();
            if (!process.WaitForExit(delay)) process.Kill();
        }
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
